namespace Exports.Functions.Projects.Commits;

/// <summary>A regular file of a tar stream, read into its buffer.</summary>
internal sealed record TarFile(string Path, int Mode, BufferedContent Content);
