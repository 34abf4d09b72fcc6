using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.RegistryImports.Http;

public sealed class RepositoryActionsHttpTests
{
    private const string Path = "group/app/web";

    [Theory]
    [InlineData("retry", RepositoryState.Default, 409)]
    [InlineData("retry", RepositoryState.PreImporting, 409)]
    [InlineData("retry", RepositoryState.PreImportDone, 409)]
    [InlineData("retry", RepositoryState.Importing, 409)]
    [InlineData("retry", RepositoryState.ImportDone, 409)]
    [InlineData("retry", RepositoryState.ImportAborted, 202)]
    [InlineData("retry", RepositoryState.ImportSkipped, 202)]
    [InlineData("skip", RepositoryState.Default, 202)]
    [InlineData("skip", RepositoryState.ImportAborted, 202)]
    [InlineData("skip", RepositoryState.ImportDone, 409)]
    [InlineData("skip", RepositoryState.ImportSkipped, 409)]
    [InlineData("force_cancel", RepositoryState.Default, 202)]
    [InlineData("force_cancel", RepositoryState.ImportAborted, 202)]
    [InlineData("force_cancel", RepositoryState.ImportDone, 409)]
    [InlineData("force_cancel", RepositoryState.ImportSkipped, 409)]
    [InlineData("cancel", RepositoryState.Default, 409)]
    [InlineData("cancel", RepositoryState.ImportAborted, 409)]
    [InlineData("cancel", RepositoryState.ImportDone, 409)]
    [InlineData("cancel", RepositoryState.ImportSkipped, 409)]
    public async Task Action_InAState_Is202OrA409ThatNamesIt(string action, RepositoryState state, int expected)
    {
        await using var host = await ImportHost.StartAsync(("Enabled", "false"));
        await host.PlantAsync(Row(state));

        using var response = await host.PostAsync(action, new { path = Path });

        var body = await response.ReadJsonAsync(expected);
        var after = await host.FindAsync(Path);
        if (expected == 409)
        {
            Assert.Contains(StoredName.Of(state), body.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal(state, after.State);
        }
        else
        {
            Assert.Equal((after.State, Path), (StoredName.Parse<RepositoryState>(body.GetProperty("state").GetString()!), body.GetProperty("path").GetString()));
            Assert.Equal(action == "retry" ? (state == RepositoryState.ImportAborted ? state : RepositoryState.Default) : RepositoryState.ImportSkipped, after.State);
        }

        Assert.Empty(host.Registry.Calls);
    }

    [Fact]
    public async Task Retry_OfAnAbortedOne_TriesNowInsteadOfLater()
    {
        await using var host = await ImportHost.StartAsync();
        await host.PlantAsync(Row(RepositoryState.ImportAborted) with { NextTryAt = host.Now.AddHours(20) });

        await host.PostAsync("retry", new { path = Path }, 202);
        await host.Host.SettleAsync();

        Assert.Equal((RepositoryState.PreImporting, 2), ((await host.FindAsync(Path)).State, (await host.FindAsync(Path)).Attempt));
    }

    [Fact]
    public async Task Retry_OfASkippedOne_StartsOverWithAFreshCount()
    {
        await using var host = await ImportHost.StartAsync();
        await host.PlantAsync(Row(RepositoryState.ImportSkipped) with { Retries = 3, Attempt = 3 });

        await host.PostAsync("retry", new { path = Path }, 202);
        await host.Host.SettleAsync();

        var row = await host.FindAsync(Path);
        Assert.Equal((RepositoryState.PreImporting, 4, 0, null), (row.State, row.Attempt, row.Retries, row.Reason));
    }

    [Theory]
    [InlineData(RepositoryState.PreImporting)]
    [InlineData(RepositoryState.Importing)]
    public async Task Cancel_OfAnActiveOne_CancelsItsStepAndRetriesIt(RepositoryState state)
    {
        await using var host = await HangingStep.StartAsync(Path, state);

        await host.PostAsync("cancel", new { path = Path }, 202);
        var aborted = await host.UntilAsync(Path, row => row.State == RepositoryState.ImportAborted);

        Assert.Equal((1, state), (aborted.Retries, aborted.AbortedFrom));
        Assert.Equal("DELETE", host.Registry.Orders[^1]);
        await host.UntilAsync(Path, row => row.IsActive && row.Attempt == 2);
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("force_cancel")]
    public async Task Stop_OfAnActiveOne_CancelsItsStepAndSkipsIt(string action)
    {
        foreach (var state in new[] { RepositoryState.PreImporting, RepositoryState.Importing })
        {
            await using var host = await HangingStep.StartAsync(Path, state);

            await host.PostAsync(action, new { path = Path }, 202);
            var skipped = await host.UntilAsync(Path, row => !row.IsActive);

            Assert.Equal((RepositoryState.ImportSkipped, SkipReason.MigrationForcedCanceled, 0), (skipped.State, skipped.Reason, skipped.Retries));
            Assert.Equal("DELETE", host.Registry.Orders[^1]);
            await host.Host.SettleAsync();
            Assert.Empty((await host.Control.GetAsync(default)).Slots);
        }
    }

    [Fact]
    public async Task Skip_OfAPreImportThatIsCompleteBeforeTheCancelBites_IsSkippedAllTheSame()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.PreImportComplete);

        await host.PostAsync("skip", new { path = Path }, 202);
        var skipped = await host.UntilAsync(Path, row => !row.IsActive);

        Assert.Equal((RepositoryState.ImportSkipped, SkipReason.MigrationForcedCanceled), (skipped.State, skipped.Reason));
        Assert.DoesNotContain("PUT final", host.Registry.Orders);
    }

    [Fact]
    public async Task Skip_OfAnImportThatIsCompleteBeforeTheCancelBites_IsDone()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.Importing);
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.ImportComplete);

        await host.PostAsync("skip", new { path = Path }, 202);

        Assert.Equal(RepositoryState.ImportDone, (await host.UntilAsync(Path, row => !row.IsActive)).State);
    }

    /// <summary>A forced cancel would take a finished import back: the registry does what it is told.</summary>
    [Theory]
    [InlineData(RegistryStatus.ImportComplete, RepositoryState.ImportDone, "DELETE")]
    [InlineData(RegistryStatus.ImportInProgress, RepositoryState.ImportSkipped, "DELETE")]
    [InlineData(RegistryStatus.ImportFailed, RepositoryState.ImportSkipped, "DELETE force")]
    internal async Task ForceCancel_OfEachRecord_ForcesNoneThatIsFinishedOrStopsWithoutIt(
        RegistryStatus record, RepositoryState expected, string order)
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.Importing);
        host.Registry.OnStatus = _ => PlannedRegistry.Known(record);
        host.Registry.OnCancel = _ =>
        {
            if (record != RegistryStatus.ImportInProgress && !host.Registry.Orders[^1].EndsWith("force", StringComparison.Ordinal))
                return new(CancelAnswerKind.NotInProgress, "The registry answers 400.", record);
            record = RegistryStatus.ImportCanceled;
            return new(CancelAnswerKind.Accepted, "The registry answers 202.");
        };

        await host.PostAsync("force_cancel", new { path = Path }, 202);
        var row = await host.UntilAsync(Path, row => !row.IsActive);

        Assert.Equal((expected, order), (row.State, host.Registry.Orders[^1]));
    }

    [Fact]
    public async Task Skip_WhileAnotherCancelIsAwaited_IsNotForgotten()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);
        await host.PostAsync("cancel", new { path = Path }, 202);
        await host.Host.SettleAsync();

        await host.PostAsync("skip", new { path = Path }, 202);

        var row = await host.UntilAsync(Path, row => !row.IsActive);
        Assert.Equal((RepositoryState.ImportSkipped, SkipReason.MigrationForcedCanceled), (row.State, row.Reason));
    }

    [Fact]
    public async Task Skip_WhileTheRegistryRefusesTheCancel_IsAskedAgain()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);
        var accepts = host.Registry.OnCancel;
        host.Registry.OnCancel = _ => new(CancelAnswerKind.Unavailable, "The registry answers 503.");
        await host.PostAsync("skip", new { path = Path }, 202);
        await host.Host.SettleAsync();

        host.Registry.OnCancel = accepts;

        Assert.Equal(RepositoryState.ImportSkipped, (await host.UntilAsync(Path, row => !row.IsActive)).State);
    }

    [Theory]
    [InlineData("skip", "DELETE")]
    [InlineData("force_cancel", "DELETE force")]
    public async Task Stop_ToldBetweenTheLastLookAndTheAbort_IsSkippedInsteadOfRetried(string action, string order)
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.PreImportFailed);
        host.Registry.Before = async call =>
        {
            host.Registry.Before = _ => Task.CompletedTask;
            await host.PostAsync(action, new { path = Path }, 202);
        };

        var row = await host.UntilAsync(Path, row => !row.IsActive);

        Assert.Equal((RepositoryState.ImportSkipped, SkipReason.MigrationForcedCanceled, 0), (row.State, row.Reason, row.Retries));
        Assert.DoesNotContain(order, host.Registry.Orders);

        // The wish ends with what it brought about.
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.ImportComplete);
        await host.PostAsync("retry", new { path = Path }, 202);
        await host.UntilAsync(Path, row => row.State == RepositoryState.ImportDone);
    }

    [Fact]
    public async Task Skip_ToldWhileThePreImportIsSeenComplete_StartsNoImport()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.PreImportComplete);
        host.Registry.Before = async call =>
        {
            host.Registry.Before = _ => Task.CompletedTask;
            await host.PostAsync("skip", new { path = Path }, 202);
        };

        Assert.Equal(RepositoryState.ImportSkipped, (await host.UntilAsync(Path, row => !row.IsActive)).State);
        Assert.Equal(["PUT pre"], host.Registry.Orders);
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("force_cancel")]
    public async Task Stop_WhileTheOrchestrationIsGone_IsObeyedByTheOneThatFollows(string action)
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.Importing);
        await host.LoseOrchestrationAsync(Path);

        await host.PostAsync(action, new { path = Path }, 202);
        await host.GuardAsync();
        var row = await host.UntilAsync(Path, row => !row.IsActive);

        Assert.Equal((RepositoryState.ImportSkipped, SkipReason.MigrationForcedCanceled), (row.State, row.Reason));
        Assert.Equal(["PUT pre", "PUT final", "DELETE"], host.Registry.Orders);
    }

    [Fact]
    public async Task Skip_WhoseCancelGetsNoAnswer_IsAskedAgain()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);
        var accepts = host.Registry.OnCancel;
        host.Registry.OnCancel = _ => new(CancelAnswerKind.NoAnswer, "The registry did not answer within 30 s.");

        await host.PostAsync("skip", new { path = Path }, 202);
        await host.Host.SettleAsync();
        host.Registry.OnCancel = accepts;

        var told = host.Now;
        var row = await host.UntilAsync(Path, row => !row.IsActive);
        Assert.Equal(RepositoryState.ImportSkipped, row.State);
        // By the cancel that was sent again, and not by the guard's half an hour later.
        Assert.InRange(row.SkippedAt!.Value - told, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Cancel_WhileTheOrchestrationIsGone_Is409()
    {
        await using var host = await ImportHost.StartAsync();
        await host.PlantAsync(Row(RepositoryState.Importing));

        using var response = await host.PostAsync("cancel", new { path = Path });

        Assert.Contains("orchestration", await response.ReadErrorAsync(409), StringComparison.Ordinal);
    }

    private static RegistryRepository Row(RepositoryState state) => SampleRepository.In(state, Path) with
    {
        Reason = state == RepositoryState.ImportSkipped ? SkipReason.TooManyRetries : null,
        NextTryAt = state == RepositoryState.ImportAborted ? SampleRepository.Now.AddYears(1) : null,
    };
}
