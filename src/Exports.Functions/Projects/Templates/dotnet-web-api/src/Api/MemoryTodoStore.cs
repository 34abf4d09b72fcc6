using System.Collections.Concurrent;

namespace Api;

public sealed class MemoryTodoStore : ITodoStore
{
    private readonly ConcurrentDictionary<int, Todo> _todos = new();
    private int _lastId;

    public IReadOnlyCollection<Todo> List() => [.. _todos.Values.OrderBy(todo => todo.Id)];

    public Todo? Find(int id) => _todos.GetValueOrDefault(id);

    public Todo Add(string title, bool done)
    {
        var todo = new Todo(Interlocked.Increment(ref _lastId), title, done);
        _todos[todo.Id] = todo;
        return todo;
    }

    public bool Replace(Todo todo) => _todos.TryGetValue(todo.Id, out var old) && _todos.TryUpdate(todo.Id, todo, old);

    public bool Remove(int id) => _todos.TryRemove(id, out _);
}
