namespace Exports.Functions.Storage.Tables;

/// <summary>An index row: an import that ended then.</summary>
internal sealed record EndedProjectImport(string ImportId, long ProjectId, DateTimeOffset EndedAt);
