namespace Exports.Functions.Projects.Commits;

/// <summary>An entry of a tar stream that is not a regular file and so was left out.</summary>
/// <param name="Path">Its name in the stream.</param>
/// <param name="Reason">What it is: <c>symbolic_link</c>, <c>hard_link</c>, <c>character_device</c>, …</param>
internal sealed record SkippedEntry(string Path, string Reason);
