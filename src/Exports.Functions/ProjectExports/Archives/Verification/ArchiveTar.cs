using System.Formats.Tar;
using System.IO.Compression;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>Reads an archive's entries one after the other and, at the end, makes sure that it is the end.</summary>
internal sealed class ArchiveTar : IAsyncDisposable
{
    private const int RecordBytes = 512;
    private const int EndMarkerBytes = 2 * RecordBytes;

    /// <summary>Zeros that other tools append to fill their last block; more than this is refused unread.</summary>
    private const int MaxTailBytes = 64 * 1024;

    private readonly SentinelStream _compressed;
    private readonly GZipStream _gzip;
    private readonly ExpandedStream _expanded;
    private readonly TarReader _tar;

    public ArchiveTar(Stream archive, int maxExpansion)
    {
        _compressed = new SentinelStream(archive);
        _gzip = new GZipStream(_compressed, CompressionMode.Decompress);
        _expanded = new ExpandedStream(_gzip, _compressed, maxExpansion);
        _tar = new TarReader(_expanded);
    }

    public long CompressedBytes => _compressed.Count;

    public string CompressedSha256 => _compressed.Sha256;

    /// <summary>The next entry, a regular file; null at the end.</summary>
    public async Task<TarEntry?> NextAsync(CancellationToken cancellationToken)
    {
        var entry = await ReadHeaderAsync(cancellationToken);
        if (entry is not null && entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
        {
            throw new InvalidArchiveException(
                ArchiveDefect.NotARegularFile, $"The archive's entry '{entry.Name}' is not a regular file but of type {entry.EntryType}.");
        }

        return entry;
    }

    /// <summary>To be called after <see cref="NextAsync"/> has returned null.</summary>
    /// <exception cref="InvalidArchiveException">The end marker is cut short, or something follows it.</exception>
    public async Task EnsureEndAsync(CancellationToken cancellationToken)
    {
        var tail = new byte[MaxTailBytes];
        var length = await _expanded.ReadAtLeastAsync(tail, tail.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == tail.Length || !tail.AsSpan(0, length).EndsWith(_compressed.Sentinel))
            throw new InvalidArchiveException(ArchiveDefect.TrailingData, "Something follows the end of the archive.");

        // The reader stops at the marker's first record; that one is behind already.
        var zeros = tail.AsSpan(0, length - SentinelStream.SentinelBytes);
        if (zeros.ContainsAnyExcept((byte)0))
            throw new InvalidArchiveException(ArchiveDefect.TrailingData, "Something follows the tar stream's end marker.");
        if (RecordBytes + zeros.Length < EndMarkerBytes)
            throw new InvalidArchiveException(ArchiveDefect.Truncated, "The archive ends in the middle of the tar stream's end marker.");
    }

    public async ValueTask DisposeAsync()
    {
        await _tar.DisposeAsync();
        await _expanded.DisposeAsync();
        await _gzip.DisposeAsync();
        await _compressed.DisposeAsync();
    }

    /// <summary>The framework's reader lets several malformed headers out as failures of its own arithmetic.</summary>
    private async ValueTask<TarEntry?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _tar.GetNextEntryAsync(copyData: false, cancellationToken);
        }
        catch (Exception malformed)
            when (malformed is InvalidOperationException or OverflowException or ArgumentException or FormatException)
        {
            throw new InvalidDataException("A header of the tar stream is malformed.", malformed);
        }
    }
}
