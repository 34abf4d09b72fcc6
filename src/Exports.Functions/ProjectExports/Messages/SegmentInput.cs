using Exports.Functions.ProjectExports.Archives;

namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The input of <c>WriteSegment</c>: whose archive, and where to go on.</summary>
public sealed record SegmentInput(AttemptKey Attempt, ArchiveCursor Cursor);
