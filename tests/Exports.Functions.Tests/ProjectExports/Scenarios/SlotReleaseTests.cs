using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.ProjectExports.Sweep;
using Exports.Functions.Shared;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>One slot, a job that has it and one that waits: however the first one ends, the second one runs.</summary>
public sealed class SlotReleaseTests
{
    private static readonly (string, string)[] Patient = [("WorkerPatience", "12:00:00")];

    [Fact]
    public async Task Finished_TheNextRuns()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        var jobs = await queue.StartExportsAsync(2);

        await queue.Host.SettleAsync();

        await AssertAsync(queue, jobs, "finished", "finished");
    }

    [Fact]
    public async Task Failed_TheNextRuns()
    {
        await using var queue = await QueueScenario.StartAsync(1, 2, settings: [("Retries", "0")]);
        var write = queue.Gate.Hold("WriteSegment");
        queue.Gate.Fail("WriteSegment", "disk on fire");
        var jobs = await queue.StartExportsAsync(2);
        await write.ArrivedAsync();

        write.Release();
        await queue.Host.SettleAsync();

        await AssertAsync(queue, jobs, "failed/attempts_exhausted", "failed/attempts_exhausted");
    }

    [Fact]
    public async Task Expired_TheNextRuns()
    {
        await using var queue = await QueueScenario.StartAsync(1, 2, settings: Patient);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(1);
        await queue.Host.AdvanceAsync(TimeSpan.FromHours(1), pastActivities: true);
        jobs.Add(await queue.StartExportAsync(queue.Project(1)));
        await queue.Host.AdvanceAsync(TimeSpan.FromHours(4), pastActivities: true);
        Assert.Equal("queued", await queue.OutcomeAsync(jobs[1]));

        await queue.Host.AdvanceAsync(TimeSpan.FromHours(1), pastActivities: true);
        await queue.UntilAsync(jobs[1], "finished");
        write.Release();
        await queue.Host.SettleAsync();

        await AssertAsync(queue, jobs, "failed/expired", "finished");
    }

    [Fact]
    public async Task CancelledWhileStarted_TheNextRunsAtOnce()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(2);
        await write.ArrivedAsync();

        await queue.CancelAsync(jobs[0]);
        await queue.UntilAsync(jobs[1], "finished");
        write.Release();
        await queue.Host.SettleAsync();

        await AssertAsync(queue, jobs, "failed/cancelled", "finished");
    }

    [Fact]
    public async Task CancelledWhileQueued_LeavesTheQueueAndEndsAtOnce()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 3);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(3);
        await queue.UntilStartedAsync(1);

        await queue.CancelAsync(jobs[1]);
        await UntilOverAsync(queue, jobs[1]);

        Assert.Equal([jobs[2]], (await queue.QueueAsync()).Tickets);
        write.Release();
        await queue.Host.SettleAsync();
        await AssertAsync(queue, jobs, "finished", "failed/cancelled", "finished");
        Assert.Equal(2, queue.Gate.RunsOf("WriteSegment"));
    }

    [Fact]
    public async Task ProjectDeleted_TheNextRuns()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(2);
        await write.ArrivedAsync();

        using (var deleted = await queue.Host.Http.DeleteAsync($"{ApiClientExtensions.Api}/projects/{queue.Project(0)}"))
            await deleted.ReadJsonAsync(202);
        await queue.UntilAsync(jobs[1], "finished");
        write.Release();
        await queue.Host.SettleAsync();
        Assert.Empty((await queue.QueueAsync()).Holders);
    }

    [Fact]
    public async Task OrchestrationGone_TheHourlySweepFreesItsSlot()
    {
        await using var queue = await QueueScenario.StartAsync(1, 2, settings: Patient);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(2);
        await write.ArrivedAsync();
        await queue.Host.Durable.TerminateInstanceAsync(jobs[0]);
        await queue.Host.SettleAsync(pastActivities: true);
        Assert.Equal("queued", await queue.OutcomeAsync(jobs[1]));

        var counts = await SweepAsync(queue);
        await queue.UntilAsync(jobs[1], "finished");

        Assert.Equal((1, 1), (counts.Failed, counts.SlotsFreed));
        write.Release();
        await queue.Host.SettleAsync();
        await AssertAsync(queue, jobs, "failed/worker_lost", "finished");
    }

    [Fact]
    public async Task SlotOfNobody_IsFreedByTheSweepAndByTheWatchdog()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 1);
        await queue.SignalQueueAsync(nameof(ExportQueueEntity.Enter), new string('0', 32));
        await queue.Host.SettleAsync();

        Assert.Equal(1, (await SweepAsync(queue)).SlotsFreed);
        await queue.Host.SettleAsync();
        Assert.Empty((await queue.QueueAsync()).Holders);

        await queue.SignalQueueAsync(nameof(ExportQueueEntity.Enter), new string('0', 32));
        var jobs = await queue.StartExportsAsync(1);
        await queue.Host.SettleAsync();
        Assert.Equal("queued", await queue.OutcomeAsync(jobs[0]));
        await queue.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await AssertAsync(queue, jobs, "finished");
    }

    [Fact]
    public async Task EndNotHeard_TheSweepTellsTheOrchestration()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(2);
        await queue.UntilStartedAsync(1);
        // The process that cancelled ended before it could tell.
        var ledger = queue.Host.Services.GetRequiredService<ExportLedger>();
        await ledger.FailAsync(new(queue.ProjectOf(jobs[1]), jobs[1], FailureReason.Cancelled, "by ann"), default);

        await SweepAsync(queue);
        await UntilOverAsync(queue, jobs[1]);

        Assert.Empty((await queue.QueueAsync()).Tickets);
        write.Release();
        await queue.Host.SettleAsync();
        await AssertAsync(queue, jobs, "finished", "failed/cancelled");
    }

    [Fact]
    public async Task TicketOfAJobThatIsOver_IsDroppedByTheWatchdogAndItsOrchestrationEnds()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(2);
        await write.ArrivedAsync();
        // Ended and closed by others, as when an orchestration is scheduled a second time.
        var job = new JobKey(queue.ProjectOf(jobs[1]), jobs[1]);
        var services = queue.Host.Services;
        await services.GetRequiredService<ExportLedger>().FailAsync(new(job.ProjectId, job.JobId, FailureReason.Cancelled, "by ann"), default);
        await services.GetRequiredService<JobClosing>().RunAsync(job, queue.Host.Durable, default);

        await queue.RunWatchdogAsync();
        await UntilOverAsync(queue, jobs[1]);

        Assert.Empty((await queue.QueueAsync()).Tickets);
        write.Release();
        await queue.Host.SettleAsync();
        await AssertAsync(queue, jobs, "finished", "failed/cancelled");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CrashAtAnyCommit_EveryJobFinishesAndNeverTwoAtOnce(bool afterCommit)
    {
        var plan = CrashPlan.None();
        var (before, after) = await RunCrashAsync(plan);
        Assert.True(after - before > 30, $"Two exports have {after - before} commits?");

        // Every third commit: the export's own crash sweep visits each one, here it is the queue's turns that count.
        for (var k = before + 1; k <= after; k += 3)
            await RunCrashAsync(afterCommit ? CrashPlan.AfterCommit(k) : CrashPlan.BeforeCommit(k));
    }

    private static async Task<(int Before, int After)> RunCrashAsync(CrashPlan plan)
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2, faults: plan);
        var before = plan.Commits.Count;
        var accepted = await queue.TryStartExportAsync(queue.Project(0)) && await queue.TryStartExportAsync(queue.Project(1));
        await Task.WhenAny(queue.Host.SettleAsync(), plan.Crashed);
        var after = plan.Commits.Count;
        if (plan.Crashed.IsCompleted)
        {
            await queue.Host.CrashAsync();
            await queue.Host.RestartAsync();
        }

        // The client that got no 202 asks again.
        Assert.True(accepted || (await queue.TryStartExportAsync(queue.Project(0)) && await queue.TryStartExportAsync(queue.Project(1))));
        await queue.Host.AdvanceUntilAsync(
            async () => (await queue.JobsAsync()).Values.All(job => job.GetProperty("status").GetString() == "finished"), TimeSpan.FromHours(1));
        await queue.Host.SettleAsync();

        Assert.Equal(2, (await queue.JobsAsync()).Count);
        Assert.Equal(1, queue.Witness.MostStarted);
        var left = await queue.QueueAsync();
        Assert.Empty(left.Holders.Concat(left.Tickets));
        return (before, after);
    }

    private static Task UntilOverAsync(QueueScenario queue, string job) =>
        queue.UntilAsync(async () => await queue.Host.Durable.GetInstanceAsync(job) is { IsCompleted: true });

    private static Task<SweepCounts> SweepAsync(QueueScenario queue) =>
        queue.Host.Services.GetRequiredService<ExportSweep>().RunOnceAsync(queue.Host.Durable, default);

    private static async Task AssertAsync(QueueScenario queue, List<string> jobs, params string[] outcomes)
    {
        for (var i = 0; i < jobs.Count; i++)
            Assert.Equal(outcomes[i], await queue.OutcomeAsync(jobs[i]));
        var left = await queue.QueueAsync();
        Assert.Empty(left.Holders.Concat(left.Tickets));
    }
}
