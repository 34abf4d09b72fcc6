using System.Runtime.CompilerServices;

namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>
/// Reads contents before their turn, many at once, because every small file is one round trip to storage. Chunks come out in order;
/// at most <see cref="MaxReads"/> reads and <see cref="MaxBytes"/> bytes are under way or waiting.
/// </summary>
internal sealed class ContentReadAhead(IArchiveSource source)
{
    public const int MaxReads = 32;
    public const int MaxBytes = 8 << 20;
    public const int ChunkBytes = 1 << 20;

    private readonly Queue<PendingChunk> _pending = new();
    private long _pendingBytes;

    /// <summary>Chunks of the entries, the first entry from <paramref name="firstContentOffset"/> on. The caller disposes each.</summary>
    public async IAsyncEnumerable<ContentChunk> ReadAsync(
        IAsyncEnumerable<ArchiveEntry> entries,
        Func<ArchiveEntry, long> firstContentOffset,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await foreach (var chunk in SplitAsync(entries, firstContentOffset, abandoned.Token))
            {
                Start(chunk, abandoned.Token);
                while (_pending.Count >= MaxReads || _pendingBytes >= MaxBytes)
                    yield return await TakeAsync();
            }

            while (_pending.Count > 0)
                yield return await TakeAsync();
        }
        finally
        {
            await abandoned.CancelAsync();
            await DrainAsync();
        }
    }

    private static async IAsyncEnumerable<ContentChunk> SplitAsync(
        IAsyncEnumerable<ArchiveEntry> entries,
        Func<ArchiveEntry, long> firstContentOffset,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isFirstEntry = true;
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            var start = isFirstEntry ? firstContentOffset(entry) : 0;
            isFirstEntry = false;
            var offset = start;
            do
            {
                var length = (int)Math.Min(ChunkBytes, entry.Bytes - offset);
                yield return new ContentChunk(entry, offset, length) { IsFirst = offset == start };
                offset += length;
            }
            while (offset < entry.Bytes);
        }
    }

    private void Start(ContentChunk chunk, CancellationToken cancellationToken)
    {
        _pending.Enqueue(new PendingChunk(chunk, Task.Run(() => FillAsync(chunk, cancellationToken), cancellationToken)));
        _pendingBytes += chunk.Data.Length;
    }

    private async Task<ContentChunk> TakeAsync()
    {
        await _pending.Peek().Read;
        var chunk = _pending.Dequeue().Chunk;
        _pendingBytes -= chunk.Data.Length;
        return chunk;
    }

    /// <summary>Waits for reads nobody wants any more, so that no buffer is returned to the pool while it is being written.</summary>
    private async Task DrainAsync()
    {
        while (_pending.TryDequeue(out var pending))
        {
            await pending.Read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pending.Chunk.Dispose();
        }
    }

    private async Task FillAsync(ContentChunk chunk, CancellationToken cancellationToken)
    {
        if (chunk.Data.IsEmpty)
            return;
        if (chunk.Entry.Kind == ArchiveEntryKind.Inline)
        {
            chunk.Entry.Inline.Slice((int)chunk.Offset, chunk.Data.Length).CopyTo(chunk.Data);
            return;
        }

        await using var stream = await OpenAsync(chunk, cancellationToken);
        var read = await stream.ReadAtLeastAsync(chunk.Data, chunk.Data.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < chunk.Data.Length)
        {
            throw new ArchiveContentException(
                chunk.Entry.DisplayName,
                $"The stored content of '{chunk.Entry.DisplayName}' ends after {chunk.Offset + read} of {chunk.Entry.Bytes} bytes.");
        }
    }

    private Task<Stream> OpenAsync(ContentChunk chunk, CancellationToken cancellationToken) => chunk.Entry.Kind == ArchiveEntryKind.Manifest
        ? source.OpenManifestAsync(chunk.Offset, cancellationToken)
        : source.OpenContentAsync(chunk.Entry.Sha256!, chunk.Offset, chunk.Data.Length, cancellationToken);

    private readonly record struct PendingChunk(ContentChunk Chunk, Task Read);
}
