namespace Exports.Functions.Projects.Commits;

/// <summary>What a commit did.</summary>
/// <param name="Tree">The hash that names the tree after the commit.</param>
/// <param name="Committed">How many files the commit named.</param>
/// <param name="FileCount">How many files the tree has now.</param>
/// <param name="TotalBytes">Their lengths together.</param>
/// <param name="Skipped">What was left out because it is not a regular file.</param>
internal sealed record CommitResponse(string Tree, int Committed, long FileCount, long TotalBytes, IReadOnlyList<SkippedEntry> Skipped);
