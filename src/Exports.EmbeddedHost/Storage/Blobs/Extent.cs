namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>A part of a blob's content that lies in one place.</summary>
/// <param name="Start">Its first byte's position in the blob.</param>
/// <param name="Length">In bytes, at least one.</param>
/// <param name="File">The file that it fills; null where its bytes are in its row.</param>
/// <param name="Bytes">Those bytes, if they were read with the row.</param>
internal readonly record struct Extent(long Start, long Length, string? File, byte[]? Bytes = null)
{
    public long End => Start + Length;
}
