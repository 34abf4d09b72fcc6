namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>Where a part of an archive ended.</summary>
/// <param name="FilesDone">Files verified so far, earlier parts included.</param>
/// <param name="Contents">What the archive holds; null while files are left.</param>
internal sealed record ArchiveSegmentEnd(long FilesDone, ArchiveContents? Contents);
