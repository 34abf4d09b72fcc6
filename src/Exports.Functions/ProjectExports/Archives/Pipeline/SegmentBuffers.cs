using System.Buffers;

namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>
/// The large buffers of one segment: slices to be compressed, and two blocks, one growing while the other is staged. They are used again by
/// the next segment, because a new set per segment would wait as garbage, segment after segment, for a full collection.
/// </summary>
internal sealed class SegmentBuffers(ArchiveGeometry geometry)
{
    /// <summary>Enough for every core of a usual machine, and at most 40 MiB.</summary>
    private static readonly int SliceCount = Math.Min(2 * Environment.ProcessorCount + 2, 20);

    public ArchiveGeometry Geometry { get; } = geometry;

    public IReadOnlyList<ArchiveSlice> Slices { get; } =
        [.. Enumerable.Range(0, SliceCount).Select(_ => new ArchiveSlice(geometry.SliceBytes))];

    public ArrayBufferWriter<byte> Block { get; } = new(WithStoredOverhead(geometry.BlockBytes));

    public ArrayBufferWriter<byte> OtherBlock { get; } = new(WithStoredOverhead(geometry.BlockBytes));

    /// <summary>Stored data grows by a few bytes per page; room for that avoids growing the buffer.</summary>
    public static int WithStoredOverhead(int bytes) => bytes + bytes / 64 + 4096;
}
