using Exports.Functions.ProjectExports.Archives;

namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The outcome of <c>WriteSegment</c>.</summary>
/// <param name="Cursor">Where the next segment goes on; null when the row no longer holds the attempt.</param>
public sealed record SegmentResult(ArchiveCursor? Cursor);
