using System.Net;
using Exports.Functions.Tests.Cli;

namespace Exports.Functions.Tests.Processes;

public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serve_WithoutOtherSettings_AnswersItsTokenOnly()
    {
        using var host = HostProcess.Serve(_folder.Root, "hush-token");
        using var stranger = await host.ConnectAsync();
        using var known = await host.ConnectAsync("hush-token");

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("api/v4/projects")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await known.GetAsync("api/v4/projects")).StatusCode);
        Assert.True(File.Exists(_folder.PathOf("exports.db")));
    }
}
