using System.Buffers;
using System.Security.Cryptography;

namespace Exports.Functions.Projects.Manifests;

/// <summary>Writes a manifest to a stream, entry by entry in path order, and knows its length, hash and totals at the end.</summary>
internal sealed class ManifestWriter(Stream output) : IDisposable
{
    private const int FlushBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _pending = new(FlushBytes + 8 * 1024);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ManifestOrder _order = new();
    private long _bytes;
    private long _fileCount;
    private long _totalBytes;

    /// <exception cref="InvalidManifestException">The entry is not legal, or does not belong after the one before it.</exception>
    public async ValueTask WriteAsync(ManifestEntry entry, CancellationToken cancellationToken = default)
    {
        _order.Accept(ManifestLineFormat.Validated(entry).Path);
        ManifestLineFormat.Write(_pending, entry);
        _fileCount++;
        _totalBytes = checked(_totalBytes + entry.Bytes);
        if (_pending.WrittenCount >= FlushBytes)
            await FlushAsync(cancellationToken);
    }

    /// <summary>Writes what is pending; the stream stays open. Nothing may be written afterwards.</summary>
    public async ValueTask<ManifestSummary> CompleteAsync(CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
        return new ManifestSummary(_bytes, Convert.ToHexStringLower(_hash.GetHashAndReset()), _fileCount, _totalBytes);
    }

    public void Dispose() => _hash.Dispose();

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_pending.WrittenMemory, cancellationToken);
        _hash.AppendData(_pending.WrittenSpan);
        _bytes += _pending.WrittenCount;
        _pending.ResetWrittenCount();
    }
}
