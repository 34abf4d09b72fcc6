using System.Buffers;
using Exports.Functions.ProjectExports.Archives.Compression;

namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>A reusable piece of work: some tar bytes, and the gzip members they become.</summary>
internal sealed class ArchiveSlice(int capacity)
{
    private readonly byte[] _tar = new byte[capacity];
    private readonly ArrayBufferWriter<byte> _members = new(SegmentBuffers.WithStoredOverhead(capacity));
    private int _filled;

    public bool IsFull => _filled == _tar.Length;

    /// <summary>Where writing stands after this slice; set on the last slice of a block.</summary>
    public TarPosition? BlockEnd { get; set; }

    public ReadOnlySpan<byte> Members => _members.WrittenSpan;

    /// <summary>Takes as much as there is room for and returns how much that was.</summary>
    public int Fill(ReadOnlySpan<byte> data)
    {
        var taken = Math.Min(data.Length, _tar.Length - _filled);
        data[..taken].CopyTo(_tar.AsSpan(_filled));
        _filled += taken;
        return taken;
    }

    public void Compress() => SliceCompressor.Compress(_tar.AsSpan(0, _filled), _members);

    public void Reset()
    {
        _filled = 0;
        _members.ResetWrittenCount();
        BlockEnd = null;
    }
}
