namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>The part of the tar stream that is one entry's content. It ends early where the stream does.</summary>
internal sealed class EntryContent(Stream tar, long length) : ReadOnlyStream
{
    /// <summary>Bytes that have not been read.</summary>
    public long Remaining { get; private set; } = length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await tar.ReadAsync(buffer[..(int)Math.Min(buffer.Length, Remaining)], cancellationToken);
        Remaining -= read;
        return read;
    }
}
