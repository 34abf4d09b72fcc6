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
    private bool _archiveEnded;

    public byte[] Sentinel { get; } = RandomNumberGenerator.GetBytes(SentinelBytes);

    /// <summary>Bytes of the archive read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The SHA-256 of the archive's bytes read so far.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_archiveEnded)
        {
            var read = await archive.ReadAsync(buffer, cancellationToken);
            _hash.AppendData(buffer.Span[..read]);
            Count += read;
            if (read > 0 || buffer.IsEmpty)
                return read;
            _archiveEnded = true;
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

    private static byte[] Member(byte[] content)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.NoCompression))
            gzip.Write(content);
        return member.ToArray();
    }
}
