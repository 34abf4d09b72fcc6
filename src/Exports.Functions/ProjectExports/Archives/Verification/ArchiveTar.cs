using System.IO.Compression;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>
/// Reads an archive's entries one after the other and, at the end, makes sure that it is the end. A reader of its own, because the
/// framework's takes an extended header into memory whole, whatever length it claims, and follows what is refused here.
/// </summary>
internal sealed class ArchiveTar : IAsyncDisposable
{
    /// <summary>
    /// The extended headers of one entry together. A path has at most 4,096 bytes; what other tools add to it is a few hundred.
    /// </summary>
    public const int MaxExtendedBytes = 64 * 1024;

    private const int EndMarkerBytes = 2 * TarHeaderRecord.Bytes;

    /// <summary>Zeros that other tools append to fill their last block; more than this is refused unread.</summary>
    private const int MaxTailBytes = 64 * 1024;

    private readonly SentinelStream _compressed;
    private readonly GZipStream _gzip;
    private readonly ExpandedStream _expanded;
    private readonly byte[] _record = new byte[TarHeaderRecord.Bytes];
    private EntryContent _content = new(Stream.Null, 0);
    private int _padding;

    public ArchiveTar(Stream archive, int maxExpansion)
    {
        _compressed = new SentinelStream(archive);
        _gzip = new GZipStream(_compressed, CompressionMode.Decompress);
        _expanded = new ExpandedStream(_gzip, _compressed, maxExpansion);
    }

    public long CompressedBytes => _compressed.Count;

    public string CompressedSha256 => _compressed.Sha256;

    /// <summary>The next entry, a regular file; null at the end.</summary>
    /// <exception cref="InvalidArchiveException">The next entry is no regular file, or no entry.</exception>
    /// <exception cref="EndOfStreamException">The tar stream ends without its end marker.</exception>
    /// <exception cref="InvalidDataException">The compressed bytes are damaged; see <see cref="Explain"/>.</exception>
    public async Task<ArchiveTarEntry?> NextAsync(CancellationToken cancellationToken)
    {
        await PassContentAsync(cancellationToken);
        var extended = new PaxRecords();
        for (var room = MaxExtendedBytes; ;)
        {
            await _expanded.ReadExactlyAsync(_record, cancellationToken);
            if (!_record.AsSpan().ContainsAnyExcept((byte)0))
                return null;

            var header = TarHeaderRecord.Parse(_record);
            if (header.Type is not (TarTypes.ExtendedHeader or TarTypes.LongName or TarTypes.LongLink))
                return Open(header, extended);

            room -= header.Size > room ? throw TooLong(header) : (int)header.Size + TarHeaderRecord.Bytes;
            var data = await ReadExtendedAsync((int)header.Size, cancellationToken);
            extended = header.Type switch
            {
                TarTypes.ExtendedHeader => PaxRecords.Parse(data),
                TarTypes.LongName => extended with { Path = TarHeaderRecord.Text(data) },
                _ => extended,
            };
        }
    }

    /// <summary>To be called after <see cref="NextAsync"/> has returned null.</summary>
    /// <exception cref="InvalidArchiveException">The end marker is cut short, or something follows it.</exception>
    public async Task EnsureEndAsync(CancellationToken cancellationToken)
    {
        var tail = new byte[MaxTailBytes];
        var length = await _expanded.ReadAtLeastAsync(tail, tail.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == tail.Length || !tail.AsSpan(0, length).EndsWith(_compressed.Sentinel))
            throw new InvalidArchiveException(ArchiveDefect.TrailingData, "Something follows the end of the archive.");

        // The marker's first record is behind already.
        var zeros = tail.AsSpan(0, length - SentinelStream.SentinelBytes);
        if (zeros.ContainsAnyExcept((byte)0))
            throw new InvalidArchiveException(ArchiveDefect.TrailingData, "Something follows the tar stream's end marker.");
        if (TarHeaderRecord.Bytes + zeros.Length < EndMarkerBytes)
            throw new InvalidArchiveException(ArchiveDefect.Truncated, "The archive ends in the middle of the tar stream's end marker.");
    }

    /// <summary>What a failure of the decompressor means.</summary>
    public InvalidArchiveException Explain(InvalidDataException damage)
    {
        if (!_compressed.IsGzip)
            return new(ArchiveDefect.NotGzip, "The file is not a gzip archive.", damage);

        // A decompressor that is in the middle of a member when the archive's bytes are used up reads on into the sentinel.
        return _compressed.ArchiveEnded
            ? new(ArchiveDefect.Truncated, "The archive ends too early.", damage)
            : new(ArchiveDefect.Corrupt, "The archive is damaged.", damage);
    }

    public async ValueTask DisposeAsync()
    {
        await _expanded.DisposeAsync();
        await _gzip.DisposeAsync();
        await _compressed.DisposeAsync();
    }

    private ArchiveTarEntry Open(TarHeaderRecord header, PaxRecords extended)
    {
        var name = extended.Path ?? header.Name;
        if (extended.IsSparse || header.Type is not (TarTypes.RegularFile or TarTypes.OldRegularFile))
            throw NotAFile(name, extended.IsSparse ? TarTypes.Describe((byte)'S') : TarTypes.Describe(header.Type));

        var size = extended.Size ?? header.Size;
        _content = new EntryContent(_expanded, size);
        _padding = (int)(-size & (TarHeaderRecord.Bytes - 1));
        return new ArchiveTarEntry(name, size, header.Mode, _content);
    }

    private async Task PassContentAsync(CancellationToken cancellationToken)
    {
        await _content.CopyToAsync(Stream.Null, cancellationToken);
        if (_content.Remaining > 0)
            throw new EndOfStreamException();
        await _expanded.ReadExactlyAsync(_record.AsMemory(0, _padding), cancellationToken);
        _padding = 0;
    }

    private async Task<byte[]> ReadExtendedAsync(int size, CancellationToken cancellationToken)
    {
        var data = new byte[size];
        await _expanded.ReadExactlyAsync(data, cancellationToken);
        await _expanded.ReadExactlyAsync(_record.AsMemory(0, -size & (TarHeaderRecord.Bytes - 1)), cancellationToken);
        return data;
    }

    private static InvalidArchiveException TooLong(TarHeaderRecord header) => new(
        ArchiveDefect.OversizedHeader,
        $"The archive has an extended header of {header.Size} bytes; at most {MaxExtendedBytes} are accepted for one entry.");

    private static InvalidArchiveException NotAFile(string name, string what) =>
        new(ArchiveDefect.NotARegularFile, $"The archive's entry '{name}' is {what}; only regular files are accepted.");
}
