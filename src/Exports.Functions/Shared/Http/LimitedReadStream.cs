namespace Exports.Functions.Shared.Http;

/// <summary>A request body that refuses with 413 at the first byte above its limit, whatever <c>Content-Length</c> said.</summary>
internal sealed class LimitedReadStream(Stream body, long limit) : Stream
{
    private long _read;
    private long _checkpoint = long.MaxValue;

    /// <summary>Whether the sender's end has been read: the last read returned nothing.</summary>
    public bool EndReached { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A request body has no length before it is read.");

    public override long Position
    {
        get => _read;
        set => throw ReadOnceOnly();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // One byte more than is allowed tells that there is more; how much more is not worth reading.
        var room = Math.Max(0, Math.Min(limit, _checkpoint) - _read);
        var count = await body.ReadAsync(buffer.Length > room ? buffer[..(int)(room + 1)] : buffer, cancellationToken);
        _read += count;
        EndReached |= count == 0 && buffer.Length > 0;
        if (_read > limit)
        {
            throw ApiException.TooLarge(limit);
        }

        return _read <= _checkpoint ? count : throw new InvalidDataException("a part of it is longer than allowed");
    }

    /// <summary>
    /// Until <see cref="Release"/>, no more than this many bytes may be read: for a part whose reader keeps all of it in memory. More is an
    /// <see cref="InvalidDataException"/>.
    /// </summary>
    public void Hold(long bytes) => _checkpoint = _read + bytes;

    public void Release() => _checkpoint = long.MaxValue;

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Request bodies are read asynchronously only.");

    public override void Flush() => throw ReadOnceOnly();

    public override long Seek(long offset, SeekOrigin origin) => throw ReadOnceOnly();

    public override void SetLength(long value) => throw ReadOnceOnly();

    public override void Write(byte[] buffer, int offset, int count) => throw ReadOnceOnly();

    private static NotSupportedException ReadOnceOnly() => new("A request body is read once, from its beginning, and cannot be written.");
}
