using Microsoft.AspNetCore.Http.HttpResults;

namespace Api;

public static class TodoEndpoints
{
    public static void MapTodos(this IEndpointRouteBuilder routes)
    {
        var todos = routes.MapGroup("/todos");
        todos.MapGet("/", (ITodoStore store) => store.List());
        todos.MapPost("/", Create);
        todos.MapGet("/{id:int}", Show);
        todos.MapPut("/{id:int}", Replace);
        todos.MapDelete("/{id:int}", Remove);
    }

    private static Results<Created<Todo>, ValidationProblem> Create(TodoDraft draft, ITodoStore store)
    {
        if (string.IsNullOrWhiteSpace(draft.Title))
        {
            return TitleMissing();
        }

        var todo = store.Add(draft.Title, draft.Done);
        return TypedResults.Created($"/todos/{todo.Id}", todo);
    }

    private static Results<Ok<Todo>, NotFound> Show(int id, ITodoStore store) =>
        store.Find(id) is { } todo ? TypedResults.Ok(todo) : TypedResults.NotFound();

    private static Results<NoContent, NotFound, ValidationProblem> Replace(int id, TodoDraft draft, ITodoStore store)
    {
        if (string.IsNullOrWhiteSpace(draft.Title))
        {
            return TitleMissing();
        }

        return store.Replace(new Todo(id, draft.Title, draft.Done)) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static Results<NoContent, NotFound> Remove(int id, ITodoStore store) =>
        store.Remove(id) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static ValidationProblem TitleMissing() =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["title"] = ["A title is required."] });
}
