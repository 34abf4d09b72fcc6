namespace Api.Tests;

public class MemoryTodoStoreTests
{
    private readonly MemoryTodoStore _store = new();

    [Fact]
    public void Add_TwoTodos_GivesEachItsOwnId()
    {
        var first = _store.Add("Write", done: false);
        var second = _store.Add("Test", done: false);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal([first, second], _store.List());
    }

    [Fact]
    public void Replace_MissingTodo_SaysSo() => Assert.False(_store.Replace(new Todo(7, "Ship", Done: true)));

    [Fact]
    public void Remove_Todo_TakesItOut()
    {
        var todo = _store.Add("Write", done: false);

        Assert.True(_store.Remove(todo.Id));
        Assert.Null(_store.Find(todo.Id));
    }
}
