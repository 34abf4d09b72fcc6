using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>What the watchdog puts right within minutes, through HTTP on the test host.</summary>
public sealed class WatchdogScenarioTests
{
    /// <summary>One run of the watchdog: the clock does not wait for activities, and a second run would find the next attempt silent too.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly (string, string)[] Files = [("a", "b")];

    [Theory]
    [InlineData((int)EngineMode.Cached)]
    [InlineData((int)EngineMode.ReplayFromScratch)]
    [InlineData((int)EngineMode.UpstreamDefects)]
    public async Task WorkerFallsSilent_NextAttemptPublishesAndTheOldOneLoses(int mode)
    {
        await using var export = await ExportScenario.StartAsync((EngineMode)mode);
        await export.CreateProjectAsync(Files);
        var silent = await StartAndFallSilentAsync(export);

        await export.Host.AdvanceAsync(Minute, pastActivities: true);
        await UntilAsync(export, async () => await export.StatusAsync() == "finished");
        silent.Release();
        await export.Host.SettleAsync();

        Assert.Equal("finished", await export.LatestJobAsync());
        Assert.Equal(2, await AttemptAsync(export));
        Assert.EndsWith("/2", Assert.Single(export.Blobs()), StringComparison.Ordinal);
        Assert.Equal(1, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
    }

    [Fact]
    public async Task EveryWorkerFallsSilent_FailsWorkerLostAfterTheLastAttempt()
    {
        await using var export = await ExportScenario.StartAsync(settings: [("WorkerPatience", "00:00:30"), ("Retries", "1")]);
        await export.CreateProjectAsync(Files);
        var runs = new[] { export.Gate.Hold("WriteSegment"), export.Gate.Hold("WriteSegment") };
        await export.StartExportAsync();
        await runs[0].ArrivedAsync();

        await export.Host.AdvanceAsync(Minute, pastActivities: true);
        await runs[1].ArrivedAsync();
        Assert.Equal((2, "started"), (await AttemptAsync(export), await export.LatestJobAsync()));
        await export.Host.AdvanceAsync(Minute, pastActivities: true);
        await UntilAsync(export, async () => await export.LatestJobAsync() == "failed/worker_lost");

        Array.ForEach(runs, run => run.Release());
        await export.Host.SettleAsync();
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task WorkerBeats_IsLeftAlone()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var silent = await StartAndFallSilentAsync(export);

        for (var seconds = 0; seconds < 180; seconds += 20)
        {
            await BeatAsync(export);
            await export.Host.AdvanceAsync(TimeSpan.FromSeconds(20), pastActivities: true);
        }

        Assert.Equal(1, await AttemptAsync(export));
        silent.Release();
        await export.Host.SettleAsync();
        Assert.EndsWith("/1", Assert.Single(export.Blobs()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StepWaitsForAFreeWorker_IsNoSilence()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var waiting = export.Gate.Hold("WriteSegment");
        await export.StartExportAsync();
        await waiting.ArrivedAsync();

        await export.Host.AdvanceAsync(TimeSpan.FromMinutes(14), pastActivities: true);
        Assert.Equal(1, await AttemptAsync(export));
        await export.Host.AdvanceAsync(2 * Minute, pastActivities: true);

        await UntilAsync(export, async () => await export.StatusAsync() == "finished");
        Assert.Equal(2, await AttemptAsync(export));
        waiting.Release();
        await export.Host.SettleAsync();
    }

    [Fact]
    public async Task Redrive_DuringTheBackOffOrAfterTheEnd_ChangesNothing()
    {
        await using var export = await ExportScenario.StartAsync(EngineMode.ReplayFromScratch);
        await export.CreateProjectAsync(Files);
        export.Gate.Fail("WriteSegment", "once");
        var job = await export.StartExportAsync();
        await export.Host.SettleAsync();
        var next = (await export.GetStatusAsync()).GetProperty("latest_job").GetProperty("next_attempt_at").GetDateTimeOffset();

        await export.Host.Durable.RaiseEventAsync(job, ExportEvents.Redrive, 1);
        await export.Host.Durable.RaiseEventAsync(job, ExportEvents.Redrive, 1);
        await export.Host.SettleAsync();
        Assert.Equal(next, (await export.GetStatusAsync()).GetProperty("latest_job").GetProperty("next_attempt_at").GetDateTimeOffset());
        export.Gate.Mend("WriteSegment");
        await export.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((2, "finished"), (await AttemptAsync(export), await export.StatusAsync()));

        await export.Host.Durable.RaiseEventAsync(job, ExportEvents.Redrive, 2);
        await export.Host.SettleAsync();
        Assert.Equal((2, "finished"), (await AttemptAsync(export), await export.StatusAsync()));
    }

    [Fact]
    public async Task GrantIsLost_TheJobHearsItAgain()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(2);
        await write.ArrivedAsync();
        await queue.Host.SettleAsync(pastActivities: true);
        // The queue believes that the second job has its slot; the first one's end tells nobody.
        await queue.SignalQueueAsync(nameof(ExportQueueEntity.Repair), new QueueRepair([jobs[0], jobs[1]], [], [jobs[1]], []));
        write.Release();
        await queue.Host.SettleAsync();
        Assert.Equal("queued", await queue.OutcomeAsync(jobs[1]));

        await queue.Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("finished", await queue.OutcomeAsync(jobs[1]));
        Assert.Empty((await queue.QueueAsync()).Holders);
    }

    [Fact]
    public async Task QueueIsLost_ItIsMadeAgainFromTheRows()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 3);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(3);
        await write.ArrivedAsync();
        // All three have asked: one that asks an empty queue would be given the slot of the first.
        await queue.Host.SettleAsync(pastActivities: true);
        await queue.SignalQueueAsync("delete");
        await queue.Host.SettleAsync(pastActivities: true);
        Assert.Empty((await queue.QueueAsync()).Tickets);

        await queue.Host.AdvanceAsync(TimeSpan.FromMinutes(2), pastActivities: true);
        var made = await queue.QueueAsync();
        Assert.Equal([jobs[0]], made.Holders);
        Assert.Equal([jobs[1], jobs[2]], made.Tickets);

        write.Release();
        await queue.Host.SettleAsync();
        Assert.Equal("finished", await queue.OutcomeAsync(jobs[2]));
        Assert.Equal(1, queue.Witness.MostStarted);
    }

    [Fact]
    public async Task Run_WithNothingActive_CostsOneRead()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 1);
        await queue.StartExportsAsync(1);
        await queue.Host.SettleAsync();

        Assert.Equal((1, 0), await CostAsync(queue));
    }

    [Fact]
    public async Task Run_OverRunningAndWaitingJobs_ReadsTheIndexAndTheRowsOfThoseThatRun()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 2, projects: 2);
        var writes = new[] { queue.Gate.Hold("WriteSegment"), queue.Gate.Hold("WriteSegment") };
        await queue.StartExportsAsync(40);
        await Task.WhenAll(writes.Select(write => write.ArrivedAsync()));
        await queue.Host.SettleAsync(pastActivities: true);

        // The index in one range, two rows, the board.
        Assert.Equal((1 + 2 + 1, 40), await CostAsync(queue));
        Array.ForEach(writes, write => write.Release());
    }

    private static Task<(long Transactions, long Examined)> CostAsync(QueueScenario queue) => queue.CostAsync(
        queue.RunWatchdogAsync, ProjectExportTable.Name, ProjectExportIndexTable.Name, ExportQueueTable.Name);

    /// <summary>The first attempt's worker has said that it works, and says nothing more.</summary>
    private static async Task<HeldRun> StartAndFallSilentAsync(ExportScenario export)
    {
        var run = export.Gate.Hold("WriteSegment");
        await export.StartExportAsync();
        await run.ArrivedAsync();
        await BeatAsync(export);
        return run;
    }

    private static async Task UntilAsync(ExportScenario export, Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await export.Host.SettleAsync(pastActivities: true);
        }
    }

    private static async Task BeatAsync(ExportScenario export)
    {
        var job = Assert.Single((await export.Service<ProjectExportTable>().GetSnapshotAsync(export.Project, default)).Active);
        await export.Service<ExportLedger>().HeartbeatAsync(
            new AttemptKey(export.Project, job.JobId, 1), ExportPhase.Archiving, progress: null, default);
    }

    private static async Task<int> AttemptAsync(ExportScenario export) =>
        (await export.GetStatusAsync()).GetProperty("latest_job").GetProperty("attempt").GetInt32();
}
