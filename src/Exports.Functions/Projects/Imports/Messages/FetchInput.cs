namespace Exports.Functions.Projects.Imports.Messages;

/// <summary>The input of <c>FetchImportArchive</c>.</summary>
public sealed record FetchInput(ImportKey Key, FetchCursor Cursor);
