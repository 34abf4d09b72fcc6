namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>The decompressed bytes, counted, and cut off when they are out of proportion to the compressed ones.</summary>
internal sealed class ExpandedStream(Stream expanded, SentinelStream compressed, int maxExpansion) : ReadOnlyStream
{
    private const long JudgedFrom = 16 << 20;

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await expanded.ReadAsync(buffer, cancellationToken);
        Count += read;
        if (Count > JudgedFrom && Count / maxExpansion > compressed.Count)
            throw new InvalidArchiveException(ArchiveDefect.TooLarge, $"The archive expands to more than {maxExpansion} times its size.");
        return read;
    }
}
