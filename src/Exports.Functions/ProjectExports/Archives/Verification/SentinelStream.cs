using System.IO.Compression;
using System.Security.Cryptography;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>
/// The archive's compressed bytes, counted and hashed, and behind them one more gzip member with random content. A decompressor silently
/// stops at bytes that begin no member; only when the sentinel comes out at the end was every byte of the archive part of a member.
/// </summary>
internal sealed class SentinelStream(Stream archive) : ReadOnlyStream
{
    public const int SentinelBytes = 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _rest;
    private byte _first;
    private byte _second;

    public byte[] Sentinel { get; } = RandomNumberGenerator.GetBytes(SentinelBytes);

    /// <summary>Bytes of the archive read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether all of the archive has been read, and more was asked for.</summary>
    public bool ArchiveEnded { get; private set; }

    /// <summary>Whether what was read so far begins as a gzip member does.</summary>
    public bool IsGzip => Count >= 2 && _first is 0x1F && _second is 0x8B;

    /// <summary>The SHA-256 of the archive's bytes read so far.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!ArchiveEnded)
        {
            var read = await archive.ReadAsync(buffer, cancellationToken);
            Note(buffer.Span[..read]);
            if (read > 0 || buffer.IsEmpty)
                return read;
            ArchiveEnded = true;
            _rest = Member(Sentinel);
        }

        var taken = Math.Min(buffer.Length, _rest.Length);
        _rest[..taken].CopyTo(buffer);
        _rest = _rest[taken..];
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Note(ReadOnlySpan<byte> read)
    {
        foreach (var value in read[..(int)Math.Min(read.Length, Math.Max(0, 2 - Count))])
            (_first, _second) = (_second, value);
        _hash.AppendData(read);
        Count += read.Length;
    }

    private static byte[] Member(byte[] content)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.NoCompression))
            gzip.Write(content);
        return member.ToArray();
    }
}
