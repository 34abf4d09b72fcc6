using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.RegistryImports.Protections;

/// <summary>3: the registry is asked before anything is judged. No notification is ever sent here: every one is lost.</summary>
public sealed class ReconcileFirstTests
{
    private const string Path = "group/app/web";

    [Theory]
    [InlineData("00:00:30")]
    [InlineData("01:00:00")]
    public async Task B03_ReconcileFirst_LostCompleteNotification_CostsNoRetry(string poll)
    {
        await using var host = await ImportHost.StartAsync(("FirstPoll", poll), ("MaxPoll", "01:00:00"));
        host.Registry.OnStatus = _ => PlannedRegistry.Known(
            host.Registry.Orders.Contains("PUT final") ? RegistryStatus.ImportComplete : RegistryStatus.PreImportComplete);

        var done = await host.StartImportAsync(Path, RepositoryState.ImportDone);

        Assert.Equal((0, 1), (done.Retries, done.Attempt));
        Assert.Equal(["PUT pre", "PUT final"], host.Registry.Orders);
    }

    [Fact]
    public async Task B03_ReconcileFirst_FinishedButLongOverItsTimeOnTheLastAttempt_IsDoneAndNotSkipped()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.Importing, ("FirstPoll", "01:00:00"), ("MaxPoll", "01:00:00"));
        var row = await host.FindAsync(Path);
        await host.Get<RegistryRepositoryTable>().UpdateAsync(row with { Retries = 2 }, default);
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.ImportComplete);

        var done = await host.UntilAsync(Path, now => !now.IsActive);

        Assert.Equal((RepositoryState.ImportDone, 2), (done.State, done.Retries));
        Assert.DoesNotContain("DELETE", host.Registry.Orders);
    }

    [Fact]
    public async Task B03_ReconcileFirst_AbortedThoughFinished_IsDoneWithoutAnotherStart()
    {
        await using var host = await ImportHost.StartAsync();
        await host.PlantAsync(SampleRepository.In(RepositoryState.ImportAborted, Path) with { Retries = 2, NextTryAt = host.Now });
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.ImportComplete);

        await host.EnqueueAsync();
        await host.Host.SettleAsync();

        Assert.Equal((RepositoryState.ImportDone, 2), ((await host.FindAsync(Path)).State, (await host.FindAsync(Path)).Retries));
        Assert.Empty(host.Registry.Orders);
    }
}
