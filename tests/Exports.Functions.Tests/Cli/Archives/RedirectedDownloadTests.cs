using Exports.Cli.Api;
using Exports.Cli.Archives;
using Exports.Cli.Servers;
using Exports.Functions.Tests.ProjectExports.Scenarios;

namespace Exports.Functions.Tests.Cli.Archives;

/// <summary>The command line against a server that sends downloads on to its storage, as the one in Azure does.</summary>
public sealed class RedirectedDownloadTests
{
    [Fact]
    public async Task Fetch_ServerRedirects_DeliversTheAnnouncedBytes()
    {
        await using var export = await ExportScenario.StartAsync(settings: ("DownloadRedirect", "true"));
        await export.CreateProjectAsync(("a", "b"));
        await export.ExportAsync();
        using var http = HttpClients.Create(export.Host.Http.BaseAddress!, token: null, export.Host.Clock, _ => { });
        var client = new ExportsClient(http);
        var archive = (await client.GetExportAsync(export.Project, CancellationToken.None)).Archive!;
        using var file = new MemoryStream();

        await new ArchiveDownload(client, _ => { }).FetchAsync(export.Project, archive, file, CancellationToken.None);

        Assert.Equal(archive.Size, file.Length);
        using var answer = await client.DownloadAsync(export.Project, offset: 5, CancellationToken.None);
        Assert.StartsWith("/blobs/", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(file.ToArray()[5..], await answer.Content.ReadAsByteArrayAsync());
    }
}
