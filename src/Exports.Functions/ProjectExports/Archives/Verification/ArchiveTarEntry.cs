namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>A regular file of the tar stream. Its content can be read until the next entry is asked for.</summary>
internal sealed record ArchiveTarEntry(string Name, long Length, int Mode, Stream Content);
