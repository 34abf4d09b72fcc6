using System.Buffers;

namespace Exports.Functions.ProjectExports.Archives.Compression;

/// <summary>Lets a compressor, which writes to streams, write into a reusable buffer.</summary>
internal sealed class BufferWriterStream(IBufferWriter<byte> output) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException("The stream is written forwards only.");

    public override long Position
    {
        get => throw new NotSupportedException("The stream is written forwards only.");
        set => throw new NotSupportedException("The stream is written forwards only.");
    }

    public override void Write(ReadOnlySpan<byte> buffer) => output.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is write-only.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The stream is written forwards only.");

    public override void SetLength(long value) => throw new NotSupportedException("The stream is written forwards only.");
}
