namespace Exports.Functions.Storage.Tables;

/// <summary>An index row: an import that may have a staged archive, and a record under this project id unless it is null.</summary>
internal sealed record ActiveProjectImport(string ImportId, long? ProjectId, DateTimeOffset CreatedAt);
