namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>Some entities in key order, and where to go on; no token means that there are no more.</summary>
internal sealed record EntityPage(IReadOnlyList<StoredEntity> Entities, string? ContinuationToken);
