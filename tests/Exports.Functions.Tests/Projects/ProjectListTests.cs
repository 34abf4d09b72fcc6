using Exports.EmbeddedHost.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.Projects;

/// <summary>The list of projects where it is too long to count. Rows are put into the table directly.</summary>
public sealed class ProjectListTests : IAsyncLifetime
{
    private const int Many = 10_050;
    private const string Url = "/api/v4/projects";

    private EmbeddedTestHost _host = null!;

    private HttpClient Http => _host.Http;

    private OperationCounter Cost => _host.Services.GetRequiredService<StorageMetrics>().Table(ProjectTable.Name);

    public async Task InitializeAsync() => _host = await ExportsTestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task List_MoreThanTenThousand_IsWalkedByLinkAndEachPageCostsWhatItShows()
    {
        await SeedAsync(1, Many);
        using var first = await Http.GetAsync($"{Url}?per_page=100");
        Assert.Null(first.Header("X-Total"));
        Assert.Null(first.Header("X-Total-Pages"));
        Assert.Equal("2", first.Header("X-Next-Page"));

        var ids = (await first.ReadJsonAsync(200)).EnumerateArray().Select(project => project.GetProperty("id").GetInt64()).ToList();
        var examined = Cost.EntitiesExamined;
        await foreach (var page in Http.PagesAsync(first.Next()))
        {
            ids.AddRange(page.Select(project => project.GetProperty("id").GetInt64()));
            Assert.InRange(Cost.EntitiesExamined - examined, page.Count, 102);
            examined = Cost.EntitiesExamined;
        }

        Assert.Equal(Enumerable.Range(1, Many).Reverse().Select(id => (long)id), ids);
    }

    [Fact]
    public async Task List_ProjectsComeAndGoMeanwhile_MissesAndRepeatsNoneThatStays()
    {
        await SeedAsync(1, 60);
        var ids = new List<long>();
        await foreach (var page in Http.PagesAsync($"{Url}?pagination=keyset&per_page=20"))
        {
            ids.AddRange(page.Select(project => project.GetProperty("id").GetInt64()));
            await SeedAsync(100 + ids.Count, 1);
            // The very row that the token stands for, and one that is still to come.
            using (await Http.DeleteAsync($"{Url}/{ids[^1]}"))
            using (await Http.DeleteAsync($"{Url}/{Math.Max(1, ids[^1] - 5)}"))
            {
            }
        }

        Assert.Equal(Enumerable.Range(1, 60).Except([36, 15]).Reverse().Select(id => (long)id), ids);
    }

    [Fact]
    public async Task List_ByTokenOverTombstones_LooksAtAThousandRowsAndGoesOn()
    {
        await SeedAsync(1, 3);
        await SeedAsync(1_000, 2_500, deleted: true);
        var sizes = new List<int>();
        var examined = Cost.EntitiesExamined;
        await foreach (var page in Http.PagesAsync($"{Url}?pagination=keyset&per_page=100"))
        {
            sizes.Add(page.Count);
            Assert.InRange(Cost.EntitiesExamined - examined, 0, 1_200);
            examined = Cost.EntitiesExamined;
        }

        Assert.Equal([0, 0, 3], sizes);
    }

    [Fact]
    public async Task List_ByNumberOverTooManyTombstones_GoesOnByTokenAndRefusesLaterPages()
    {
        await SeedAsync(1, 3);
        await SeedAsync(1_000, 20_000, deleted: true);
        var examined = Cost.EntitiesExamined;

        var found = await Http.PagesAsync(Url).SelectMany(page => page).CountAsync();
        using var second = await Http.GetAsync($"{Url}?page=2");

        Assert.Equal(3, found);
        Assert.StartsWith("Offset pagination has a maximum allowed offset", await second.ReadErrorAsync(405), StringComparison.Ordinal);
        Assert.InRange(Cost.EntitiesExamined - examined, 0, 42_000);
    }

    [Fact]
    public async Task List_PageTooDeep_IsRefusedAtOnce()
    {
        var before = Cost.Transactions;

        using var response = await Http.GetAsync($"{Url}?page=101&per_page=100");

        Assert.Equal(
            "Offset pagination has a maximum allowed offset of 10000. Remaining records can be retrieved using keyset pagination.",
            await response.ReadErrorAsync(405));
        Assert.Equal(before, Cost.Transactions);
    }

    [Theory]
    [InlineData("page_token=x")]
    [InlineData("page_token=WyJwcm9qZWN0cyIsIjAiXQ")]
    [InlineData("page_token=WyJwcm9qZWN0cyIsIi0xIl0")]
    [InlineData("page_token=WyJwcm9qZWN0cyIsIjknIG9yIHRydWUiXQ")]
    [InlineData("pagination=cursor")]
    public async Task List_BadToken_Is400(string query)
    {
        using var response = await Http.GetAsync($"{Url}?{query}");

        Assert.StartsWith("400 Bad request - pag", await response.ReadErrorAsync(400), StringComparison.Ordinal);
    }

    private Task SeedAsync(int first, int count, bool deleted = false) =>
        Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (id, cancel) =>
            await _host.Tables.GetTableClient(ProjectTable.Name).AddEntityAsync(Row(id, deleted).ToEntity(), cancel));

    private ProjectRow Row(int id, bool deleted) => new()
    {
        Id = id,
        Path = FormattableString.Invariant($"p{id}"),
        Name = "seeded",
        CreatedAt = _host.Clock.GetUtcNow(),
        UpdatedAt = _host.Clock.GetUtcNow(),
        CreationId = Guid.NewGuid(),
        ManifestHash = ManifestContainer.EmptyHash,
        ManifestBytes = 0,
        FileCount = 0,
        TotalBytes = 0,
        DeletedAt = deleted ? _host.Clock.GetUtcNow() : null,
    };
}
