using System.Buffers;
using System.Security.Cryptography;
using Azure;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>Takes content from a stream: small ones into memory, others into a file, through pooled buffers.</summary>
internal sealed class ContentReceiver(BlobFiles files)
{
    /// <summary>
    /// Contents up to this many bytes lie in SQLite: reading one is then a single look-up, and writing one needs no flush of its own.
    /// </summary>
    public const int MaxInlineBytes = 64 * 1024;

    private const int BufferSize = 1024 * 1024;

    /// <param name="source">Read from its position to its end.</param>
    /// <param name="request">What to do on the way.</param>
    /// <param name="cancellationToken">Stops the transfer; nothing is left of it then.</param>
    /// <exception cref="RequestFailedException">413 <c>RequestBodyTooLarge</c>.</exception>
    public async Task<ReceivedContent> ReceiveAsync(Stream source, ReceiveRequest request, CancellationToken cancellationToken)
    {
        using var hash = request.WantsHash ? IncrementalHash.CreateHash(HashAlgorithmName.MD5) : null;
        var start = ArrayPool<byte>.Shared.Rent(MaxInlineBytes + 1);
        try
        {
            var window = start.AsMemory(0, MaxInlineBytes + 1);
            var length = await source.ReadAtLeastAsync(window, window.Length, throwOnEndOfStream: false, cancellationToken);
            if (length > MaxInlineBytes)
            {
                return await ReceiveFileAsync(window[..length], source, request, hash, cancellationToken);
            }

            hash?.AppendData(start, 0, length);
            request.Progress?.Report(length);
            return new ReceivedContent(length, start.AsSpan(0, length).ToArray(), null, hash?.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(start);
        }
    }

    private async Task<ReceivedContent> ReceiveFileAsync(
        ReadOnlyMemory<byte> start, Stream source, ReceiveRequest request, IncrementalHash? hash, CancellationToken cancellationToken)
    {
        var (name, handle) = files.Create(source.CanSeek ? source.Length - source.Position + start.Length : 0);
        try
        {
            using (handle)
            {
                var sink = new ContentSink(handle, hash, request);
                await sink.AppendAsync(start, cancellationToken);
                await CopyAsync(source, sink, cancellationToken);
                files.Flush(handle);
                return new ReceivedContent(sink.Length, null, name, hash?.GetHashAndReset());
            }
        }
        catch
        {
            files.Delete(name);
            throw;
        }
    }

    private static async Task CopyAsync(Stream source, ContentSink sink, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await sink.AppendAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
