using System.Formats.Tar;
using System.Net;
using System.Net.Http.Headers;

namespace Exports.Benchmarks.Archives;

/// <summary>A folder as a tar stream in a request's body.</summary>
internal sealed class FolderTarContent : HttpContent
{
    private readonly string _folder;

    public FolderTarContent(string folder)
    {
        _folder = folder;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var buffered = new BufferedStream(stream, 1 << 17);
        await using (var tar = new TarWriter(buffered, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
                await tar.WriteEntryAsync(path, Path.GetRelativePath(_folder, path));
        }

        await buffered.FlushAsync();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
