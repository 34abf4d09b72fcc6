using Exports.Functions.RegistryImports;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.RegistryImports.Http;

public sealed class RepositoryListHttpTests
{
    private const string List = "/registry/imports/repositories";

    private static readonly RepositoryState[] States = Enum.GetValues<RepositoryState>();

    [Theory]
    [InlineData("", "a/aborted a/done a/importing a/native a/new a/pre a/pre-done a/tags b/later b/new b/skipped c/denied")]
    [InlineData("?state=default", "a/new b/later b/new c/denied")]
    [InlineData("?state=pre_importing", "a/pre")]
    [InlineData("?state=pre_import_done", "a/pre-done")]
    [InlineData("?state=importing", "a/importing")]
    [InlineData("?state=import_done", "a/done a/native")]
    [InlineData("?state=import_aborted", "a/aborted")]
    [InlineData("?state=import_skipped", "a/tags b/skipped")]
    [InlineData("?state=import_skipped&reason=too_many_tags", "a/tags")]
    [InlineData("?reason=native_import", "a/native")]
    [InlineData("?reason=migration_canceled", "b/skipped")]
    [InlineData("?state=default&reason=too_many_tags", "")]
    [InlineData("?prefix=b/", "b/later b/new b/skipped")]
    [InlineData("?prefix=a/pre", "a/pre a/pre-done")]
    [InlineData("?prefix=a/&state=import_skipped", "a/tags")]
    [InlineData("?prefix=nobody", "")]
    [InlineData("?prefix=b/&per_page=1", "b/later b/new b/skipped")]
    [InlineData("?state=default&per_page=1", "a/new b/later b/new c/denied")]
    [InlineData("?state=import_skipped&per_page=1", "a/tags b/skipped")]
    public async Task List_Filter_ShowsExactlyThoseOverAllPages(string query, string expected)
    {
        await using var host = await OneOfEachAsync();

        var found = new List<string>();
        await foreach (var page in host.Http.PagesAsync($"/api/v4{List}{query}"))
            found.AddRange(page.Paths());

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task List_OfAThousandAndMore_IsWalkedByTokenToTheEnd()
    {
        await using var host = await ImportHost.StartAsync(("Enabled", "false"));
        await host.RegisterAsync([.. Enumerable.Range(0, 1_234).Select(number => $"group/app-{number}")]);

        var pages = 0;
        var found = new List<string>();
        await foreach (var page in host.Http.PagesAsync($"/api/v4{List}?per_page=100"))
        {
            pages++;
            found.AddRange(page.Paths());
        }

        Assert.Equal((13, 1_234, 1_234), (pages, found.Count, found.Distinct().Count()));
    }

    [Fact]
    public async Task List_APlaceThatItsRepositoryHasLeft_IsNotShown()
    {
        await using var host = await ImportHost.StartAsync(("Enabled", "false"));
        await host.RegisterAsync("group/a");
        var row = await host.FindAsync("group/a");
        await host.Get<RegistryPlaceTable>().AddAsync(new(RepositoryPlaces.Ready, $"0001-{row.PlaceRow[5..]}"), default);
        await host.Get<RegistryPlaceTable>().AddAsync(new(RepositoryPlaces.Done, row.PlaceRow[5..]), default);
        await host.Get<RegistryPlaceTable>().AddAsync(new(RepositoryPlaces.Ready, $"0001-nobody-{RepositoryHash.Of("nobody")}"), default);

        Assert.Equal(["group/a"], (await host.Http.GetJsonAsync($"{List}?state=default").AsList()).Paths());
        Assert.Empty(await host.Http.GetJsonAsync($"{List}?state=import_done").AsList());
    }

    [Theory]
    [InlineData("?state=lost", "state must be one of default, pre_importing, ")]
    [InlineData("?state=Default", "state must be one of")]
    [InlineData("?reason=because", "reason must be one of not_in_plan, too_many_retries, ")]
    [InlineData("?state=1", "state must be one of")]
    [InlineData("?page_token=nonsense", "")]
    [InlineData("?per_page=0", "")]
    public async Task List_BadFilterOrToken_Is400(string query, string sentence)
    {
        await using var host = await ImportHost.StartAsync();
        using var response = await host.Http.GetAsync($"/api/v4{List}{query}");

        Assert.StartsWith($"400 Bad request - {sentence}", await response.ReadErrorAsync(400), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_TokenOfAnotherFilter_Is400()
    {
        await using var host = await OneOfEachAsync();
        using var first = await host.Http.GetAsync($"/api/v4{List}?state=default&per_page=1");
        using var other = await host.Http.GetAsync(first.Next()!.Replace("state=default", "state=import_done", StringComparison.Ordinal));

        Assert.Contains("page_token", await other.ReadErrorAsync(400), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_PrefixTooLong_Is400()
    {
        await using var host = await ImportHost.StartAsync();
        using var response = await host.Http.GetAsync($"/api/v4{List}?prefix={new string('a', 256)}");

        Assert.Contains("prefix", await response.ReadErrorAsync(400), StringComparison.Ordinal);
    }

    private static async Task<ImportHost> OneOfEachAsync()
    {
        var host = await ImportHost.StartAsync(("Enabled", "false"), ("DeniedRoots__0", "c"));
        (string Path, RepositoryState State, SkipReason? Reason)[] wanted =
        [
            ("a/new", RepositoryState.Default, null),
            ("a/pre", RepositoryState.PreImporting, null),
            ("a/pre-done", RepositoryState.PreImportDone, null),
            ("a/importing", RepositoryState.Importing, null),
            ("a/done", RepositoryState.ImportDone, null),
            ("a/native", RepositoryState.ImportDone, SkipReason.NativeImport),
            ("a/aborted", RepositoryState.ImportAborted, null),
            ("a/tags", RepositoryState.ImportSkipped, SkipReason.TooManyTags),
            ("b/new", RepositoryState.Default, null),
            ("b/skipped", RepositoryState.ImportSkipped, SkipReason.MigrationCanceled),
        ];
        Assert.Superset(States.ToHashSet(), wanted.Select(row => row.State).ToHashSet());
        foreach (var (path, state, reason) in wanted)
            await host.PlantAsync(SampleRepository.In(state, path) with { Reason = reason });
        await host.PlantAsync(SampleRepository.In(RepositoryState.Default, "c/denied"));
        await host.PlantAsync(SampleRepository.In(RepositoryState.Default, "b/later") with { NotBefore = SampleRepository.Now.AddYears(1) });
        return host;
    }
}
