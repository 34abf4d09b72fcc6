namespace Exports.Functions.Projects.Imports.Messages;

/// <summary>The input of an import's orchestration. It names no URL: the record does, because this is kept in histories.</summary>
/// <param name="Key">The import.</param>
/// <param name="IsRemote">Whether the archive is yet to be fetched.</param>
/// <param name="Deadline">When the import is failed if it has not ended.</param>
public sealed record ImportInput(ImportKey Key, bool IsRemote, DateTimeOffset Deadline);
