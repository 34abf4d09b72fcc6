using System.Runtime.InteropServices;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Bytes that are already in memory, as the stream that the blob client asks for, without a copy.</summary>
internal sealed class ReadOnlyMemoryStream(ReadOnlyMemory<byte> data)
    : MemoryStream(ArrayOf(data), OffsetOf(data), data.Length, writable: false)
{
    private static byte[] ArrayOf(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) ? segment.Array! : data.ToArray();

    private static int OffsetOf(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) ? segment.Offset : 0;
}
