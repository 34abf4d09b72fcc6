namespace Exports.Functions.RegistryImports;

/// <summary>One line of a repository's history.</summary>
/// <param name="Number">From 1, without gaps while it is kept.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Attempt">The attempt it belongs to; 0 for none.</param>
/// <param name="Event">What moved the repository; null for a note that moved nothing.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Sentence">What happened, for people.</param>
internal sealed record RepositoryNote(
    int Number, DateTimeOffset At, int Attempt, RepositoryEvent? Event, RepositoryState From, RepositoryState To, string Sentence);
