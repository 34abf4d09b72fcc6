namespace Api;

public interface ITodoStore
{
    IReadOnlyCollection<Todo> List();

    Todo? Find(int id);

    Todo Add(string title, bool done);

    /// <returns>False when there is no such to-do.</returns>
    bool Replace(Todo todo);

    /// <returns>False when there is no such to-do.</returns>
    bool Remove(int id);
}
