using System.Buffers;

namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>A piece of an entry's content in memory. Entries without content, or with none left, have one empty chunk.</summary>
internal sealed class ContentChunk(ArchiveEntry entry, long offset, int length) : IDisposable
{
    private byte[]? _rented = length > 0 ? ArrayPool<byte>.Shared.Rent(length) : null;

    public ArchiveEntry Entry { get; } = entry;

    /// <summary>Where in the entry's content this piece begins.</summary>
    public long Offset { get; } = offset;

    /// <summary>True for the first chunk that this segment writes of the entry.</summary>
    public required bool IsFirst { get; init; }

    public bool IsLast => Offset + length == Entry.Bytes;

    public Memory<byte> Data => _rented.AsMemory(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
