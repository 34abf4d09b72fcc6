using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Guard;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.RegistryImports.Guard;

/// <summary>What the guard does about what is active, through the real functions.</summary>
public sealed class ImportGuardFunctionTests
{
    private const string Path = "group/app/web";

    [Theory]
    [InlineData(RepositoryState.PreImporting)]
    [InlineData(RepositoryState.Importing)]
    public async Task Guard_OrchestrationGone_IsStartedAgainUnderTheSameIdAndFollowsTheTrueStatus(RepositoryState state)
    {
        await using var host = await HangingStep.StartAsync(Path, state);
        await host.LoseOrchestrationAsync(Path);

        var counts = await host.GuardAsync();
        await host.Host.SettleAsync();

        Assert.Equal((1, 0), (counts.Restarted, counts.Cancelled));
        Assert.False((await host.Host.Durable.GetInstanceAsync(RepositoryHash.Of(Path), default))!.IsCompleted);
        Assert.Equal((state, 1, 0), ((await host.FindAsync(Path)).State, (await host.FindAsync(Path)).Attempt, (await host.FindAsync(Path)).Retries));

        host.Registry.OnStatus = _ => PlannedRegistry.Known(
            host.Registry.Orders[^1] == "PUT final" ? RegistryStatus.ImportComplete : RegistryStatus.PreImportComplete);
        Assert.Equal(0, (await host.UntilAsync(Path, row => row.State == RepositoryState.ImportDone)).Retries);
        await host.Host.SettleAsync();
        Assert.Empty((await host.Control.GetAsync(default)).Slots);
    }

    [Fact]
    public async Task Guard_OrchestrationGoneBetweenCancelAndConfirmation_ConfirmsAndCounts()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.Importing);
        await host.PostAsync("cancel", new { path = Path }, 202);
        await host.Host.SettleAsync();
        Assert.NotNull((await host.FindAsync(Path)).CancelRequestedAt);
        await host.LoseOrchestrationAsync(Path);
        var restarted = host.Now;

        await host.GuardAsync();

        var aborted = await host.UntilAsync(Path, row => !row.IsActive);
        Assert.Equal((RepositoryState.ImportAborted, 1), (aborted.State, aborted.Retries));
        Assert.True(aborted.AbortedAt >= restarted.AddSeconds(5));
        Assert.Single(host.Registry.Orders, "DELETE");
    }

    [Fact]
    public async Task Guard_SlotWithoutAnybody_IsFreedAfterFiveMinutes()
    {
        await using var host = await ImportHost.StartAsync(("Enabled", "false"));
        await host.RegisterAsync(Path);
        await host.Control.ChangeAsync(control => control.Take(RepositoryHash.Of(Path), 1, host.Now), default);

        host.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, (await host.GuardAsync()).SlotsFreed);

        host.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await host.GuardAsync()).SlotsFreed);
        Assert.Empty((await host.Control.GetAsync(default)).Slots);
    }

    [Fact]
    public async Task Guard_SitsInPreImportDone_IsReconciledAndGoesOn()
    {
        await using var host = await ImportHost.StartAsync(("Enabled", "false"));
        await host.PlantAsync(SampleRepository.In(RepositoryState.PreImportDone, Path) with { StepStartedAt = host.Now.AddMinutes(-6) });
        await host.Control.ChangeAsync(control => control.Take(RepositoryHash.Of(Path), 1, host.Now), default);
        host.Registry.OnStatus = _ => PlannedRegistry.Known(
            host.Registry.Orders.Contains("PUT final") ? RegistryStatus.ImportComplete : RegistryStatus.PreImportComplete);

        await host.GuardAsync();

        var done = await host.UntilAsync(Path, row => row.State == RepositoryState.ImportDone);
        Assert.Equal((0, null), (done.Retries, done.Reason));
        Assert.Equal(["PUT final"], host.Registry.Orders);
    }

    [Theory]
    [InlineData(RegistryStatus.ImportInProgress, RepositoryState.Importing, 1)]
    [InlineData(RegistryStatus.ImportComplete, RepositoryState.ImportDone, 2)]
    [InlineData(RegistryStatus.Native, RepositoryState.ImportDone, 2)]
    [InlineData(RegistryStatus.ImportCanceled, RepositoryState.Importing, 2)]
    [InlineData(RegistryStatus.PreImportInProgress, RepositoryState.PreImporting, 2)]
    [InlineData(RegistryStatus.PreImportFailed, RepositoryState.PreImporting, 2)]
    [InlineData(null, RepositoryState.PreImporting, 2)]
    internal async Task Guard_SitsInPreImportDoneAndTheRegistryIsElsewhere_GoesOnFromThereUncounted(
        RegistryStatus? status, RepositoryState expected, int attempt)
    {
        await using var host = await ImportHost.StartAsync();
        await host.PlantAsync(SampleRepository.In(RepositoryState.PreImportDone, Path) with { StepStartedAt = host.Now.AddMinutes(-6) });
        await host.Control.ChangeAsync(control => control.Take(RepositoryHash.Of(Path), 1, host.Now), default);
        host.Registry.OnStatus = _ => status is { } known ? PlannedRegistry.Known(known) : new(StatusAnswerKind.NotFound, "The registry answers 404.");

        await host.GuardAsync();
        await host.UntilAsync(Path, row => row.State != RepositoryState.PreImportDone);
        var after = await host.UntilAsync(Path, row => row.State == expected);

        Assert.Equal((attempt, 0), (after.Attempt, after.Retries));
    }

    [Fact]
    public async Task Guard_RowAndRegistryDisagree_TheOrchestrationFollowsTheRegistry()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.Importing, ("FirstPoll", "01:00:00"), ("MaxPoll", "01:00:00"));
        host.Host.Clock.Advance(TimeSpan.FromMinutes(6));
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.PreImportInProgress);

        var counts = await host.GuardAsync();
        await host.Host.SettleAsync();

        Assert.Equal((1, 0), (counts.Reconciled, counts.Cancelled));
        Assert.Equal((RepositoryState.PreImporting, 0), ((await host.FindAsync(Path)).State, (await host.FindAsync(Path)).Retries));
    }

    [Theory]
    [InlineData(10, 29, 0)]
    [InlineData(10, 31, 1)]
    [InlineData(7200, 31, 0)]
    [InlineData(7200, 59, 0)]
    [InlineData(7200, 61, 1)]
    public async Task Guard_PreImport_HasHalfAnHourOrHalfASecondPerTag(int tags, int minutes, int cancelled)
    {
        await using var host = await ActiveSinceAsync(RepositoryState.PreImporting, tags, minutes);

        Assert.Equal(cancelled, (await host.GuardAsync()).Cancelled);
    }

    [Theory]
    [InlineData(10, 9, 0)]
    [InlineData(7200, 11, 1)]
    public async Task Guard_Import_HasTenMinutesWhateverItsTags(int tags, int minutes, int cancelled)
    {
        await using var host = await ActiveSinceAsync(RepositoryState.Importing, tags, minutes);

        Assert.Equal(cancelled, (await host.GuardAsync()).Cancelled);
    }

    [Fact]
    public async Task Guard_AYoungStep_IsNotAskedAbout()
    {
        await using var host = await ActiveSinceAsync(RepositoryState.Importing, tags: 1, minutes: 4);

        Assert.Equal((1, 0), await CountsAsync(host));
    }

    [Fact]
    public async Task Guard_RegistryDoesNotSay_LeavesItAlone()
    {
        await using var host = await ActiveSinceAsync(RepositoryState.Importing, tags: 1, minutes: 500);
        host.Registry.OnStatus = _ => PlannedRegistry.Trouble();

        var counts = await host.GuardAsync();

        Assert.Equal((1, 0, 0), (counts.Asked, counts.Cancelled, counts.Reconciled));
        Assert.DoesNotContain("DELETE", host.Registry.Orders);
    }

    [Fact]
    public async Task Guard_OneThatCannotBeDealtWith_DoesNotKeepTheOthersFromBeing()
    {
        await using var host = await ActiveSinceAsync(RepositoryState.Importing, tags: 1, minutes: 11);
        await host.StartImportAsync("group/other");
        await host.Host.SettleAsync();
        var other = await host.FindAsync("group/other");
        await host.Get<RegistryRepositoryTable>().UpdateAsync(other with { StepStartedAt = host.Now.AddMinutes(-40) }, default);
        var status = host.Registry.OnStatus;
        host.Registry.OnStatus = path => path == Path ? throw new InvalidOperationException("broken") : status(path);

        var counts = await host.GuardAsync();

        Assert.Equal((2, 1, 1), (counts.Asked, counts.Errors, counts.Reconciled + counts.Cancelled));
    }

    [Fact]
    public async Task Guard_SlowAnswers_AreWaitedForTogether()
    {
        await using var host = await ImportHost.StartAsync(("Capacity", "10"), ("FirstPoll", "01:00:00"), ("MaxPoll", "01:00:00"));
        await host.RegisterAsync([.. Enumerable.Range(0, 10).Select(number => $"group/app-{number}")]);
        await host.EnqueueAsync();
        await host.Host.SettleAsync();
        host.Host.Clock.Advance(TimeSpan.FromMinutes(6));
        var asked = 0;
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Registry.Before = _ =>
        {
            if (Interlocked.Increment(ref asked) == ImportGuard.AtOnce)
                together.SetResult();
            return together.Task.WaitAsync(TimeSpan.FromSeconds(30));
        };

        Assert.Equal((10, 10), await CountsAsync(host));
    }

    private static async Task<(int Active, int Asked)> CountsAsync(ImportHost host)
    {
        var counts = await host.GuardAsync();
        return (counts.Active, counts.Asked);
    }

    /// <summary>A step that the registry says is in progress, and whose row says since when.</summary>
    private static async Task<ImportHost> ActiveSinceAsync(RepositoryState state, int tags, int minutes)
    {
        var host = await HangingStep.StartAsync(Path, state);
        var row = await host.FindAsync(Path);
        var since = row with { TagsCount = tags, StepStartedAt = host.Now.AddMinutes(-minutes) };
        await host.Get<RegistryRepositoryTable>().UpdateAsync(since, default);
        return host;
    }
}
