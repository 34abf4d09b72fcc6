namespace Exports.Cli.Folders;

/// <summary>Something in the folder that an archive of regular files cannot hold.</summary>
/// <param name="Path">Relative to the scanned folder.</param>
/// <param name="Kind">What it is, in a word: link, socket, pipe, device.</param>
internal sealed record SkippedEntry(string Path, string Kind);
