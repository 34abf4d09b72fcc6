namespace Exports.Cli.Folders;

/// <summary>A regular file as the scan saw it.</summary>
/// <param name="Path">Relative to the scanned folder, separated by <c>/</c> on every system.</param>
/// <param name="FullPath">Where to open it.</param>
/// <param name="Bytes">Its length at the scan.</param>
/// <param name="Mode">Unix permission bits; 0644 where the system has none.</param>
/// <param name="ModifiedAt">Its last write at the scan, by which a later change is noticed.</param>
internal sealed record FolderFile(string Path, string FullPath, long Bytes, UnixFileMode Mode, DateTime ModifiedAt);
