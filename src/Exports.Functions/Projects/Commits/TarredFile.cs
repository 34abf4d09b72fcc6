namespace Exports.Functions.Projects.Commits;

/// <summary>A regular file of a tar stream, read into its buffer.</summary>
internal sealed record TarredFile(string Path, int Mode, BufferedContent Content);
