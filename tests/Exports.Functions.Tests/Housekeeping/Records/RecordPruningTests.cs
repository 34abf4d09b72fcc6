using System.Net;
using Exports.EmbeddedHost.Storage;
using Exports.Functions.Housekeeping.Records;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Scenarios;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.Housekeeping.Records;

/// <summary>Records outlive the file by 7 days, then they are pruned; seen through HTTP with the clock moved.</summary>
public sealed class RecordPruningTests
{
    private static readonly (string, string)[] Files = [("a.txt", "b")];
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(12);

    [Fact]
    public async Task FinishedExport_FileGoesAfter24Hours_RecordSevenDaysLater()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var job = await export.StartExportAsync();
        await JumpAsync(export, TimeSpan.FromHours(25));
        Assert.Empty(export.Blobs());

        await JumpAsync(export, TimeSpan.FromDays(7) - 2 * Hour);
        Assert.Equal(1, (await export.ListJobsAsync()).GetArrayLength());
        Assert.Equal("finished", await export.LatestJobAsync());
        await export.Host.AdvanceAsync(2 * Hour);

        await AssertGoneAsync(export, job);
        Assert.Contains("expired", await export.DownloadErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailedExport_RecordGoesSevenDaysAfterItsEnd()
    {
        await using var export = await ExportScenario.StartAsync(settings: ("Retries", "0"));
        await export.CreateProjectAsync(Files);
        export.Gate.Fail("WriteSegment", "always");
        var job = await export.StartExportAsync();
        await export.Host.SettleAsync();

        await JumpAsync(export, TimeSpan.FromDays(7) - Hour);
        Assert.Equal("failed/attempts_exhausted", await export.LatestJobAsync());
        await export.Host.AdvanceAsync(2 * Hour);

        await AssertGoneAsync(export, job);
    }

    [Fact]
    public async Task IdempotencyKey_GoesWithItsJob_AndARepeatMakesANewJob()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var first = await export.StartExportAsync(key: "k");
        await JumpAsync(export, TimeSpan.FromDays(7));
        Assert.Equal(first, await export.StartExportAsync(key: "k"));
        await JumpAsync(export, TimeSpan.FromDays(1.6));

        var second = await export.StartExportAsync(key: "k");
        await export.Host.SettleAsync();

        Assert.NotEqual(first, second);
        Assert.Equal("finished", await export.StatusAsync());
        Assert.Equal(second, Assert.Single((await export.ListJobsAsync()).EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(second, await export.StartExportAsync(key: "k"));
    }

    [Fact]
    public async Task PinnedArchive_IsNeverPruned_AndItsRecordOutlivesItByAWeekOnceItIsDeleted()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var job = await export.ExportAsync();
        await SendAsync(export, HttpMethod.Post, "/export/archive/pin");
        await JumpAsync(export, TimeSpan.FromDays(40));
        Assert.Equal("finished", await export.LatestJobAsync());
        Assert.Equal(1, (await export.DownloadVerifiedAsync()).Manifest.FileCount);

        await SendAsync(export, HttpMethod.Delete, "/export/archive");
        await JumpAsync(export, TimeSpan.FromDays(7));
        Assert.Equal(1, (await export.ListJobsAsync()).GetArrayLength());
        await JumpAsync(export, TimeSpan.FromDays(1.6));

        await AssertGoneAsync(export, job);
    }

    [Fact]
    public async Task UnpinnedArchive_RecordOutlivesItByAWeek()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var job = await export.ExportAsync();
        await SendAsync(export, HttpMethod.Post, "/export/archive/pin");
        await JumpAsync(export, TimeSpan.FromDays(20));
        await SendAsync(export, HttpMethod.Post, "/export/archive/unpin");

        await JumpAsync(export, TimeSpan.FromDays(8) - Hour);
        Assert.Equal(1, (await export.ListJobsAsync()).GetArrayLength());
        await export.Host.AdvanceAsync(2 * Hour);

        await AssertGoneAsync(export, job);
    }

    [Fact]
    public async Task FailureAfterAnArchiveThatStays_IsKeptAsTheLatestOutcome()
    {
        await using var export = await ExportScenario.StartAsync(settings: ("Retries", "0"));
        await export.CreateProjectAsync(Files);
        await export.ExportAsync();
        await SendAsync(export, HttpMethod.Post, "/export/archive/pin");
        export.Gate.Fail("WriteSegment", "always");
        await export.StartExportAsync();

        await JumpAsync(export, TimeSpan.FromDays(20));

        Assert.Equal("failed/attempts_exhausted", await export.LatestJobAsync());
        Assert.Equal("finished", await export.StatusAsync());
    }

    [Fact]
    public async Task Run_WithMoreThanItsShare_LeavesTheRestToTheNext()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var jobs = new List<string>();
        for (var i = 0; i < 4; i++)
            jobs.Add(await export.ExportAsync());
        await MakeDueAsync(export, jobs.Take(3));
        var pruner = Pruner(export, recordsPerRun: 2);

        Assert.Equal(2, (await pruner.RunOnceAsync(export.Host.Durable, default)).Removed);
        Assert.Equal(1, (await pruner.RunOnceAsync(export.Host.Durable, default)).Removed);
        Assert.Equal(0, (await pruner.RunOnceAsync(export.Host.Durable, default)).Seen);
    }

    [Fact]
    public async Task Run_OnTwoInstancesAtOnce_RemovesEachOnce()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var jobs = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            // One after the other: the archive that stays is the last one's.
            jobs.Add(await export.StartExportAsync(key: $"k{i}"));
            await export.Host.SettleAsync();
        }

        await MakeDueAsync(export, jobs.Take(4));

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Pruner(export).RunOnceAsync(export.Host.Durable, default))));

        Assert.All(counts, count => Assert.Equal(0, count.Errors));
        Assert.Equal(jobs[4], Assert.Single((await export.ListJobsAsync()).EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty(await export.DueRecordsAsync());
    }

    [Fact]
    public async Task Cost_GrowsWithWhatIsDueAndNotWithHistory()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        for (var i = 0; i < 20; i++)
            await export.ExportAsync();
        var counters = new[] { ProjectExportTable.Name, ProjectExportIndexTable.Name }.Select(export.Service<StorageMetrics>().Table).ToList();
        var before = counters.Sum(counter => counter.EntitiesExamined);

        var counts = await Pruner(export).RunOnceAsync(export.Host.Durable, default);

        Assert.Equal(new PruneCounts(), counts);
        Assert.Equal(before, counters.Sum(counter => counter.EntitiesExamined));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pruning_CrashAtAnyCommit_EndsTheSame(bool afterCommit)
    {
        var (before, after) = await PruneAsync(CrashPlan.None());
        Assert.True(after - before >= 3, $"A pruning has {after - before} commits?");

        for (var k = before + 1; k <= after; k++)
            await PruneAsync(afterCommit ? CrashPlan.AfterCommit(k) : CrashPlan.BeforeCommit(k));
    }

    private static async Task<(int Before, int After)> PruneAsync(CrashPlan plan)
    {
        await using var export = await ExportScenario.StartAsync(faults: plan);
        await export.CreateProjectAsync(Files);
        var job = await export.StartExportAsync(key: "k");
        await JumpAsync(export, TimeSpan.FromDays(8));
        var before = plan.Commits.Count;

        await Task.WhenAny(export.Host.AdvanceAsync(Hour), plan.Crashed);
        var after = plan.Commits.Count;
        plan.Disarm();
        if (plan.Crashed.IsCompleted)
        {
            await export.Host.CrashAsync();
            await export.Host.RestartAsync();
        }

        await export.Host.AdvanceAsync(2 * Hour);
        await AssertGoneAsync(export, job);
        Assert.NotEqual(job, await export.StartExportAsync(key: "k"));
        return (before, after);
    }

    /// <summary>Rows of an age, as a clock that moves would wake the host's own timer, which prunes the same rows at the same time.</summary>
    private static async Task MakeDueAsync(ExportScenario export, IEnumerable<string> jobs)
    {
        var due = export.Host.Clock.GetUtcNow() - Hour;
        foreach (var job in jobs)
            await export.Service<ProjectExportIndexTable>().AddAsync(new ProjectExportRecord(export.Project, job, due), default);
    }

    /// <summary>Moves the clock by half days, so that what is due in between runs once, late, and not every minute of many days.</summary>
    private static async Task JumpAsync(ExportScenario export, TimeSpan by)
    {
        await export.Host.SettleAsync();
        for (var left = by; left > TimeSpan.Zero; left -= HalfDay)
        {
            export.Host.Clock.Jump(left < HalfDay ? left : HalfDay);
            await export.Host.SettleAsync();
        }
    }

    private static async Task AssertGoneAsync(ExportScenario export, string job)
    {
        Assert.Equal(0, (await export.ListJobsAsync()).GetArrayLength());
        Assert.Equal("none", await export.StatusAsync());
        using var one = await export.SendAsync(HttpMethod.Get, $"/exports/{job}");
        await one.ReadErrorAsync(404);
        Assert.Null(await export.Host.Durable.GetInstanceAsync(job, default));
        Assert.Empty(await export.DueRecordsAsync());
    }

    private static async Task SendAsync(ExportScenario export, HttpMethod method, string route)
    {
        using var response = await export.SendAsync(method, route);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private static ExportRecordPruner Pruner(ExportScenario export, int recordsPerRun = 100) =>
        export.Create<ExportRecordPruner>(Microsoft.Extensions.Options.Options.Create(new Functions.Housekeeping.HousekeepingOptions
        {
            RecordsPerRun = recordsPerRun,
        }));
}
