namespace Exports.Functions.Projects.Imports.Messages;

/// <summary>The input of <c>FailImport</c>.</summary>
/// <param name="Key">The import.</param>
/// <param name="Message">One sentence for the requester; it repeats no URL.</param>
public sealed record ImportFailure(ImportKey Key, string Message);
