namespace Exports.Functions.RegistryImports.Messages;

/// <summary>An orchestration's input: an attempt from its beginning, or as it goes on.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="Polling">The waits between polls.</param>
/// <param name="Turn">The number of the latest move.</param>
/// <param name="Next">The move to go on with; null to find out from row and registry.</param>
public sealed record ImportLife(RepositoryKey Key, PollSettings Polling, int Turn = 0, Move? Next = null);
