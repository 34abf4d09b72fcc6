using System.Globalization;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.Projects;

/// <summary>The list of a project's files where it is too long to count. The tree is put into the store directly.</summary>
public sealed class ProjectFileListTests : IAsyncLifetime
{
    private const int Many = 10_050;
    private const string AnyHash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private EmbeddedTestHost _host = null!;
    private long _project;

    private string Url => $"/api/v4/projects/{_project}/files";

    public async Task InitializeAsync()
    {
        _host = await ExportsTestHost.StartAsync();
        _project = await _host.Http.CreateProjectAsync("p");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task List_MoreThanTenThousand_IsWalkedWholeByLink()
    {
        await SeedAsync(Many);

        using var first = await _host.Http.GetAsync($"{Url}?per_page=100");
        var paths = await PathsAsync($"{Url}?per_page=100");

        Assert.Null(first.Header("X-Total"));
        Assert.Contains("page_token=", first.Next(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, Many).Select(Name), paths);
    }

    [Fact]
    public async Task List_ByToken_BeginsToReadWhereThePageBeforeEnded()
    {
        await SeedAsync(Many);
        var row = await RowAsync();

        using var first = await _host.Http.GetAsync($"{Url}?pagination=keyset&per_page=10");
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(first.Next()!).Query);
        var position = PageToken.Read(query["page_token"]!, $"files-{_project}", parts: 3);

        // Every line of this tree has one length, so that ten of them are ten lines deep.
        Assert.Equal([row.ManifestHash, (row.ManifestBytes / Many * 10).ToString(CultureInfo.InvariantCulture), Name(9)], position);
    }

    [Fact]
    public async Task List_TreeChangesMeanwhile_MissesAndRepeatsNoFileThatStays()
    {
        await SeedAsync(50);
        var paths = new List<string>();
        await foreach (var page in _host.Http.PagesAsync($"{Url}?pagination=keyset&per_page=20"))
        {
            paths.AddRange(page.Select(file => file.GetProperty("path").GetString()!));
            using (await _host.Http.DeleteAsync($"{Url}?path={paths[^1]}"))
            using (await _host.Http.PutFileAsync(_project, $"a-new-file-in-front-{paths.Count}", [1]))
            {
            }
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(Name), paths);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("999999999")]
    public async Task List_TokenWhereNoLineBegins_Is400(string offset)
    {
        await SeedAsync(5);
        var token = PageToken.Write($"files-{_project}", (await RowAsync()).ManifestHash, offset, Name(1));

        using var response = await _host.Http.GetAsync($"{Url}?page_token={token}");

        Assert.Equal("400 Bad request - page_token is not one of this list", await response.ReadErrorAsync(400));
    }

    [Fact]
    public async Task List_NoFilesByToken_IsEmptyAndEnds()
    {
        using var response = await _host.Http.GetAsync($"{Url}?pagination=keyset");

        Assert.Equal(0, (await response.ReadJsonAsync(200)).GetArrayLength());
        Assert.Null(response.Next());
    }

    private static string Name(int index) => FormattableString.Invariant($"file-{index:D6}");

    private async Task<List<string>> PathsAsync(string url) =>
        await _host.Http.PagesAsync(url).SelectMany(page => page).Select(file => file.GetProperty("path").GetString()!).ToListAsync();

    private async Task<ProjectRow> RowAsync() => (await _host.Services.GetRequiredService<ProjectTable>().GetAsync(_project, default))!;

    private async Task SeedAsync(int count)
    {
        using var manifest = new MemoryStream();
        using var writer = new ManifestWriter(manifest);
        for (var i = 0; i < count; i++)
            await writer.WriteAsync(new(Name(i), 5, AnyHash, ManifestEntry.RegularMode), default);
        var summary = await writer.CompleteAsync(default);
        await _host.Services.GetRequiredService<ManifestContainer>().PutAsync(summary.Sha256, manifest, default);
        var row = await RowAsync();
        Assert.True(await _host.Services.GetRequiredService<ProjectTable>().TryUpdateAsync(
            row with { ManifestHash = summary.Sha256, ManifestBytes = summary.Bytes, FileCount = count, TotalBytes = summary.TotalBytes }, default));
    }
}
