using System.Net;
using System.Net.Http.Headers;
using Exports.Functions.Shared.Outbound;
using Exports.Functions.Storage.Blobs;

namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>A committed archive as a request's body: streamed from its blob each time it is sent, and counted on the way.</summary>
internal sealed class ArchiveContent : HttpContent, IReplayableContent
{
    private const int BufferBytes = 1 << 17;

    private readonly ArchiveContainer _archives;
    private readonly string _blob;
    private readonly long _bytes;
    private long _sent;

    public ArchiveContent(ArchiveContainer archives, string blob, long bytes)
    {
        _archives = archives;
        _blob = blob;
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
    }

    /// <summary>How much of the latest sending is out; read while it goes on.</summary>
    public long BytesSent => Interlocked.Read(ref _sent);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var archive = await _archives.OpenReadAsync(_blob, cancellationToken)
            ?? throw new IOException("The archive was removed while it was uploaded.");
        Interlocked.Exchange(ref _sent, 0);
        var buffer = new byte[BufferBytes];
        int count;
        while ((count = await archive.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            Interlocked.Add(ref _sent, count);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes;
        return true;
    }
}
