namespace Exports.Functions.Shared.Outbound;

/// <summary>Passes a body on, write by write, and takes each that was accepted as a sign of life.</summary>
internal sealed class WatchedWriteStream(Stream inner, WaitLimit limit) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw WriteOnly();

    public override long Position
    {
        get => throw WriteOnly();
        set => throw WriteOnly();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken);
        limit.Restart();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Bodies are sent asynchronously only.");

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw WriteOnly();

    public override long Seek(long offset, SeekOrigin origin) => throw WriteOnly();

    public override void SetLength(long value) => throw WriteOnly();

    private static NotSupportedException WriteOnly() => new("A request's body is written, from its beginning to its end.");
}
