namespace Exports.Functions.Shared.Outbound;

/// <summary>A response's body whose sender may not keep silent for longer than the limit.</summary>
internal sealed class WatchedReadStream(Stream inner, TimeSpan limit, TimeProvider time) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw ReadOnly();

    public override long Position
    {
        get => throw ReadOnly();
        set => throw ReadOnly();
    }

    /// <exception cref="IOException">The sender has kept silent for too long, or broke off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var wait = new WaitLimit(limit, time, cancellationToken);
        try
        {
            return await inner.ReadAsync(buffer, wait.Token);
        }
        catch (OperationCanceledException) when (wait.IsOver && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"Nothing more was sent for {limit}.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Responses are read asynchronously only.");

    public override void Flush() => throw ReadOnly();

    public override long Seek(long offset, SeekOrigin origin) => throw ReadOnly();

    public override void SetLength(long value) => throw ReadOnly();

    public override void Write(byte[] buffer, int offset, int count) => throw ReadOnly();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static NotSupportedException ReadOnly() => new("A response's body is read once, from its beginning to its end.");
}
