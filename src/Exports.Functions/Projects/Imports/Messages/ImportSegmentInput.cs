namespace Exports.Functions.Projects.Imports.Messages;

/// <summary>The input of <c>VerifyImportArchive</c> and <c>StoreImportContents</c>: how many files the earlier parts did.</summary>
public sealed record ImportSegmentInput(ImportKey Key, long FilesDone);
