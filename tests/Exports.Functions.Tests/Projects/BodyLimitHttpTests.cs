using System.Net.Http.Json;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;

namespace Exports.Functions.Tests.Projects;

public sealed class BodyLimitHttpTests : IAsyncLifetime
{
    private const int Limit = 4096;

    private EmbeddedTestHost _host = null!;
    private long _project;

    public async Task InitializeAsync()
    {
        _host = await ExportsTestHost.StartAsync(new Dictionary<string, string> { ["Http__MaxBodyBytes"] = $"{Limit}" });
        _project = await _host.Http.CreateProjectAsync("group/name");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_BodyAtTheLimit_IsAccepted(bool chunked)
    {
        using var response = await PutAsync(Limit, chunked);

        await response.ReadJsonAsync(200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_BodyAboveTheLimit_Is413(bool chunked)
    {
        using var response = await PutAsync(Limit + 1, chunked);

        Assert.Contains("4096 bytes", await response.ReadErrorAsync(413), StringComparison.Ordinal);
        Assert.Empty(await _host.Http.ListFilesAsync(_project));
    }

    [Fact]
    public async Task Commit_TarAboveTheLimit_Is413AndNothingIsCommitted()
    {
        var tar = ApiClientExtensions.Tar(("a", "1"), ("b", new string('x', Limit)));

        using var response = await _host.Http.SendAsync(Request(HttpMethod.Post, $"/api/v4/projects/{_project}/files", tar, chunked: true));

        await response.ReadErrorAsync(413);
        Assert.Empty(await _host.Http.ListFilesAsync(_project));
    }

    [Fact]
    public async Task Create_JsonAboveTheLimit_Is413()
    {
        using var response = await _host.Http.PostAsJsonAsync("/api/v4/projects", new { path = "p", description = new string('x', Limit) });

        await response.ReadErrorAsync(413);
    }

    private Task<HttpResponseMessage> PutAsync(int size, bool chunked) =>
        _host.Http.SendAsync(Request(HttpMethod.Put, ApiClientExtensions.FileUrl(_project, "file"), new byte[size], chunked));

    private static HttpRequestMessage Request(HttpMethod method, string url, byte[] body, bool chunked)
    {
        var request = new HttpRequestMessage(method, url) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        return request;
    }
}
