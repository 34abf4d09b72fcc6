using Microsoft.Win32.SafeHandles;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>
/// Reads a span of a blob from wherever its extents lie, holding at most one file open. A version that is replaced or deleted meanwhile
/// is read on to its end, except when it has many small blocks: then reading on fails with 412, as it may in Azure at any time.
/// </summary>
internal sealed class BlobContentStream : Stream
{
    private const int MaxDirectRead = 64 * 1024;

    private readonly List<Extent> _extents;
    private readonly ByteSpan _span;
    private readonly ExtentSource _source;
    private Extent _current;
    private SafeFileHandle? _file;
    private byte[]? _bytes;
    private long _position;

    /// <param name="extents">Those that the span touches, in order.</param>
    /// <param name="span">The part of the blob that this stream shows.</param>
    /// <param name="source">Where the extents come from; disposed of with the stream.</param>
    public BlobContentStream(List<Extent> extents, ByteSpan span, ExtentSource source)
    {
        _extents = extents;
        _span = span;
        _source = source;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _span.Length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var (length, at) = Prepare(buffer.Length);
        if (length == 0)
        {
            return 0;
        }

        if (_file is not null)
        {
            length = Checked(RandomAccess.Read(_file, buffer[..length], at));
        }
        else
        {
            _bytes.AsSpan((int)at, length).CopyTo(buffer);
        }

        _position += length;
        return length;
    }

    // A short read mostly comes out of the page cache, where handing it to another thread would cost more than the read.
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (length, at) = Prepare(buffer.Length);
        if (_file is null || length <= MaxDirectRead)
        {
            return Read(buffer.Span[..length]);
        }

        length = Checked(await RandomAccess.ReadAsync(_file, buffer[..length], at, cancellationToken));
        _position += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A blob is not written through its read stream.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A blob is not written through its read stream.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    // The extent says that there is more: a damaged file must not look like the end of the blob.
    private static int Checked(int read) =>
        read > 0 ? read : throw StorageFailure.Of(new EndOfStreamException("A file of the blob is shorter than its content."));

    /// <summary>Opens the extent at the position; how many bytes can be read from it now, and from where in it.</summary>
    private (int Length, long At) Prepare(int wanted)
    {
        if (_position >= Length || wanted == 0)
        {
            return (0, 0);
        }

        var inBlob = _span.Start + _position;
        if (inBlob < _current.Start || inBlob >= _current.End)
        {
            Enter(ExtentAt(inBlob));
        }

        var available = Math.Min(_current.End, _span.End) - inBlob;
        return ((int)Math.Min(wanted, available), inBlob - _current.Start);
    }

    private Extent ExtentAt(long inBlob)
    {
        var (low, high) = (0, _extents.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _extents[middle].Start <= inBlob ? (middle, high) : (low, middle - 1);
        }

        return _extents[low];
    }

    private void Enter(Extent extent)
    {
        _file?.Dispose();
        (_file, _bytes, _current) = (null, null, default);
        if (extent.File is null)
        {
            _bytes = _source.BytesOf(extent);
        }
        else
        {
            _file = _source.OpenFile(extent.File);
        }

        _current = extent;
    }
}
