namespace Exports.Functions.RegistryImports.Http;

/// <summary>A line of a repository's history.</summary>
internal sealed record RepositoryEventResponse(
    int Number, DateTimeOffset At, int Attempt, RepositoryEvent? Event, RepositoryState From, RepositoryState To, string Message)
{
    public static RepositoryEventResponse Of(RepositoryNote note) =>
        new(note.Number, note.At, note.Attempt, note.Event, note.From, note.To, note.Sentence);
}
