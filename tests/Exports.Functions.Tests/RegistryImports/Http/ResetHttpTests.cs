using System.Text.Json;
using Exports.EmbeddedHost.Storage;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Http;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.RegistryImports.Http;

public sealed class ResetHttpTests
{
    [Fact]
    public async Task B09_Reset_DryRun_CountsTheGivenReasonAndChangesNothing()
    {
        await using var host = await SkippedAsync(("group/a", SkipReason.TooManyTags), ("group/b", SkipReason.TooManyTags), ("group/c", SkipReason.NotInPlan));

        var counts = await host.PostAsync("reset", new { reason = "too_many_tags", dry_run = true }, 200);

        Assert.Equal((2, 0, true), Counts(counts));
        foreach (var path in new[] { "group/a", "group/b", "group/c" })
            Assert.Equal(RepositoryState.ImportSkipped, (await host.FindAsync(path)).State);
    }

    [Fact]
    public async Task B09_Reset_OfAReason_StartsThoseOverAndNoOthers()
    {
        await using var host = await SkippedAsync(("group/a", SkipReason.MigrationCanceled), ("group/b", SkipReason.TooManyTags));
        await host.PlantAsync(SampleRepository.In(RepositoryState.ImportDone, "group/native") with { Reason = SkipReason.NativeImport });

        Assert.Equal((1, 1, true), Counts(await host.PostAsync("reset", new { reason = "migration_canceled" }, 200)));
        Assert.Equal((0, 0, true), Counts(await host.PostAsync("reset", new { reason = "native_import" }, 200)));

        var row = await host.FindAsync("group/a");
        Assert.Equal((RepositoryState.Default, 0, null), (row.State, row.Retries, row.Reason));
        Assert.Equal(RepositoryPlaces.Ready, row.PlacePartition);
        Assert.Equal((RepositoryEvent.Reset, true), ((await host.HistoryAsync("group/a"))[0].Event!.Value, (await host.HistoryAsync("group/a"))[0].Sentence.StartsWith("Reset by", StringComparison.Ordinal)));
        Assert.Equal(RepositoryState.ImportSkipped, (await host.FindAsync("group/b")).State);
        Assert.Equal(RepositoryState.ImportDone, (await host.FindAsync("group/native")).State);
    }

    [Fact]
    public async Task Reset_APlaceThatItsRepositoryHasLeft_IsNotCounted()
    {
        await using var host = await SkippedAsync(("group/a", SkipReason.TooManyTags));
        await host.RegisterAsync("group/new");
        var gone = RepositoryHash.Of("group/new");
        await host.Get<RegistryPlaceTable>().AddAsync(new(RepositoryPlaces.Skipped(SkipReason.TooManyTags), $"group new-{gone}"), default);

        Assert.Equal((1, 0, true), Counts(await host.PostAsync("reset", new { reason = "too_many_tags", dry_run = true }, 200)));
        Assert.Equal((1, 1, true), Counts(await host.PostAsync("reset", new { reason = "too_many_tags" }, 200)));
        Assert.Empty(await host.HistoryAsync("group/new"));
    }

    [Fact]
    public async Task Reset_OfMoreThanFitIntoARequest_GoesOnInRounds()
    {
        const int Extra = 5;
        await using var host = await ImportHost.StartAsync(("Enabled", "false"));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, RepositoryReset.MaxInOneRequest + Extra),
            async (number, _) => await host.PlantAsync(
                SampleRepository.In(RepositoryState.ImportSkipped, $"group/app-{number}") with { Reason = SkipReason.TooManyTags }));

        var reads = host.Get<StorageMetrics>().Table(RegistryRepositoryTable.Name);
        var before = reads.Transactions;
        var dry = Counts(await host.PostAsync("reset", new { reason = "too_many_tags", dry_run = true }, 200));
        Assert.Equal(RepositoryReset.MaxInOneRequest, reads.Transactions - before);
        var first = Counts(await host.PostAsync("reset", new { reason = "too_many_tags" }, 200));
        var second = Counts(await host.PostAsync("reset", new { reason = "too_many_tags" }, 200));
        var third = Counts(await host.PostAsync("reset", new { reason = "too_many_tags" }, 200));

        const int Round = RepositoryReset.MaxInOneRequest;
        Assert.Equal(((Round + Extra, 0, true), (Round, Round, false), (Extra, Extra, true), (0, 0, true)), (dry, first, second, third));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reason":"because"}""")]
    [InlineData("""{"reason":null,"dry_run":true}""")]
    [InlineData("""{"reason":"too_many_tags","dry_run":"maybe"}""")]
    public async Task Reset_WithoutAReasonThatThereIs_Is400(string body)
    {
        await using var host = await ImportHost.StartAsync();
        using var response = await host.Http.PostAsync($"{ImportHost.Route}/reset", new StringContent(body));

        Assert.StartsWith("400 Bad request", await response.ReadErrorAsync(400), StringComparison.Ordinal);
    }

    private static async Task<ImportHost> SkippedAsync(params (string Path, SkipReason Reason)[] skipped)
    {
        var host = await ImportHost.StartAsync(("Enabled", "false"));
        foreach (var (path, reason) in skipped)
            await host.PlantAsync(SampleRepository.In(RepositoryState.ImportSkipped, path) with { Reason = reason, Retries = 3 });
        return host;
    }

    private static (int Matched, int Reset, bool IsComplete) Counts(JsonElement counts) => (
        counts.GetProperty("matched").GetInt32(), counts.GetProperty("reset").GetInt32(), counts.GetProperty("is_complete").GetBoolean());
}
