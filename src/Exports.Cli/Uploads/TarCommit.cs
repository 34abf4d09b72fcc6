using System.Formats.Tar;
using System.Net;
using System.Net.Http.Headers;
using Exports.Cli.Folders;

namespace Exports.Cli.Uploads;

/// <summary>The body of one commit: a tar stream written straight from the files to the connection, whatever their size.</summary>
internal sealed class TarCommit : HttpContent
{
    private readonly IReadOnlyList<FolderFile> _files;
    private readonly IDictionary<string, string> _hashes;
    private readonly Action<int> _onRead;

    /// <param name="files">What the commit holds.</param>
    /// <param name="hashes">Receives the SHA-256 of each file by path, as read for this upload.</param>
    /// <param name="onRead">Called with the number of bytes of each read.</param>
    public TarCommit(IReadOnlyList<FolderFile> files, IDictionary<string, string> hashes, Action<int> onRead)
    {
        _files = files;
        _hashes = hashes;
        _onRead = onRead;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Not disposed: the connection's stream belongs to the HTTP client.
        var buffered = new BufferedStream(stream, 1 << 17);
        await using (var writer = new TarWriter(buffered, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var file in _files)
            {
                await WriteAsync(writer, file, cancellationToken);
            }
        }

        await buffered.FlushAsync(cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }

    private async Task WriteAsync(TarWriter writer, FolderFile file, CancellationToken cancellationToken)
    {
        await using var content = FileReading.Open(file, _onRead);
        var entry = new PaxTarEntry(TarEntryType.RegularFile, file.Path)
        {
            Mode = file.Mode,
            ModificationTime = file.ModifiedAt,
            DataStream = file.Bytes == 0 ? null : content,
        };
        await writer.WriteEntryAsync(entry, cancellationToken);
        _hashes[file.Path] = content.Finish();
    }
}
