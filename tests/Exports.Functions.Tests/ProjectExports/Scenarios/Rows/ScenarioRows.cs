using Exports.Functions.ProjectExports;

namespace Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

/// <summary>
/// "The scenarios that must hold", row by row, in the order of <c>docs/testing.md</c>. A row's sequence begins with what is seen before
/// anybody does anything. Each is played in every mode of the engine, and again with a fault at each of its commits and writes.
/// </summary>
internal static class ScenarioRows
{
    private const string BeginAttempt = ProjectExportActivities.BeginAttempt;
    private const string WriteSegment = ProjectExportActivities.WriteSegment;
    private const string PublishArchive = ProjectExportActivities.PublishArchive;
    private const string CloseJob = ProjectExportActivities.CloseJob;

    public static readonly ScenarioRow Happy = new("happy", "none → queued → started → finished")
    {
        SmallBlocks = true,
        During = async run =>
        {
            await run.StartExportAsync("a");
            await run.SettleAsync();
        },
        After = async run =>
        {
            ScenarioFiles.AssertHolds(await run.Export.DownloadBytesAsync(), ScenarioFiles.First);
            await run.AssertCleanAsync("finished");
        },
    };

    public static readonly ScenarioRow Again = new(
        "export again while an archive is available", "finished → regeneration_in_progress → finished")
    {
        Before = async run =>
        {
            await run.Export.ExportAsync();
            await run.Export.CommitAsync(ScenarioFiles.Second);
        },
        During = async run =>
        {
            await run.StartExportAsync("b");
            await run.SettleAsync();
        },
        After = async run =>
        {
            ScenarioFiles.AssertHolds(await run.Export.DownloadBytesAsync(), ScenarioFiles.Both);
            await run.AssertCleanAsync("finished", "finished");
        },
    };

    public static readonly ScenarioRow AgainAndFails = new(
        "the same, and the new job fails", "finished → regeneration_in_progress → finished")
    {
        Before = async run =>
        {
            await run.Export.ExportAsync();
            await run.KeepArchiveAsync();
            await run.Export.CommitAsync(ScenarioFiles.Second);
            run.Export.Gate.Fail(WriteSegment, "disk on fire");
        },
        During = async run =>
        {
            await run.StartExportAsync("b");
            await run.AdvanceAsync(TimeSpan.FromMinutes(10));
        },
        After = async run =>
        {
            Assert.Equal(run.Kept, await run.Export.DownloadBytesAsync());
            ScenarioFiles.AssertHolds(run.Kept, ScenarioFiles.First);
            await run.AssertCleanAsync("failed/attempts_exhausted", "finished");
        },
    };

    public static readonly ScenarioRow TwoRequesters = new(
        "two requesters, A then B", "none → queued → started → queued → started → regeneration_in_progress → finished")
    {
        During = async run =>
        {
            run.Doors.Close(WriteSegment);
            run.Doors.Close(CloseJob);
            var a = await run.StartExportAsync("a");
            await run.ReachAsync(WriteSegment, a);
            await run.CommitAsync(ScenarioFiles.Second);
            var b = await run.StartExportAsync("b");
            await run.ReachAsync(WriteSegment, b);

            run.Doors.Open(WriteSegment, a);
            await run.ReachAsync(CloseJob, a);
            await run.KeepArchiveAsync();
            run.Doors.Open(CloseJob, a);
            run.Doors.Open(WriteSegment, b);
            run.Doors.Open(CloseJob, b);
            await run.SettleAsync();
        },
        After = async run =>
        {
            ScenarioFiles.AssertHolds(run.Kept, ScenarioFiles.First);
            ScenarioFiles.AssertHolds(await run.Export.DownloadBytesAsync(), ScenarioFiles.Both);
            await run.AssertCleanAsync("finished", "finished");
        },
    };

    public static readonly ScenarioRow EveryAttemptThrows = new("every attempt throws", "none → queued → started → none")
    {
        During = async run =>
        {
            run.Export.Gate.Fail(WriteSegment, "disk on fire");
            await run.StartExportAsync("a");
            await run.AdvanceAsync(TimeSpan.FromSeconds(30 + 60 + 120));
        },
        After = async run =>
        {
            var job = (await run.Export.GetStatusAsync()).GetProperty("latest_job");
            Assert.Equal(4, job.GetProperty("attempt").GetInt32());
            Assert.Contains("disk on fire", job.GetProperty("message").GetString(), StringComparison.Ordinal);
            await run.AssertCleanAsync("failed/attempts_exhausted");
        },
    };

    public static readonly ScenarioRow Stuck = new("stuck", "none → queued → started → none")
    {
        During = async run =>
        {
            run.Export.Gate.Fail(WriteSegment, "disk on fire");
            var job = await run.StartExportAsync("a");
            await run.SettleAsync();
            await run.TerminateAsync(job);
            await run.AdvanceAsync(TimeSpan.FromHours(1));
        },
        After = run => run.AssertCleanAsync("failed/worker_lost"),
    };

    public static readonly ScenarioRow ManyFromOneTemplate = new("many projects created at once from one built-in template", "none")
    {
        During = run => Task.WhenAll(Enumerable.Range(0, 5).Select(number => run.CreateFromTemplateAsync($"many/p{number}", "static-site"))),
        After = run => run.AssertCreatedAsync([.. Enumerable.Range(0, 5).Select(number => $"many/p{number}")], "static-site"),
    };

    public static readonly ScenarioRow CancelQueued = new("cancel a queued job", "none → queued → none")
    {
        During = async run =>
        {
            run.Doors.Close(BeginAttempt);
            var job = await run.StartExportAsync("a");
            await run.ReachAsync(BeginAttempt, job);
            await run.CancelAsync(job);
            run.Doors.Open(BeginAttempt, job);
            await run.SettleAsync();
        },
        After = run => run.AssertCleanAsync("failed/cancelled"),
    };

    public static readonly ScenarioRow CancelStarted = new("cancel a started job", "none → queued → started → none")
    {
        SmallBlocks = true,
        During = async run =>
        {
            run.Doors.Close(PublishArchive);
            var job = await run.StartExportAsync("a");
            await run.ReachAsync(PublishArchive, job);
            Assert.Single(await run.BlobsAsync());
            await run.CancelAsync(job);
            run.Doors.Open(PublishArchive, job);
            await run.SettleAsync();
            Assert.Empty(await run.BlobsAsync());
        },
        After = run => run.AssertCleanAsync("failed/cancelled"),
    };

    public static readonly ScenarioRow Expires = new("archive expires", "finished → none")
    {
        Before = async run =>
        {
            await run.Export.ExportAsync();
            await run.Export.Host.AdvanceAsync(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
            ScenarioFiles.AssertHolds(await run.Export.DownloadBytesAsync(), ScenarioFiles.First);
        },
        During = run => run.AdvanceAsync(TimeSpan.FromSeconds(1)),
        After = async run =>
        {
            Assert.Contains("expired", await run.Export.DownloadErrorAsync(), StringComparison.Ordinal);
            await run.AssertCleanAsync("finished");
            Assert.Empty(await run.Export.ExpiryIndexAsync());
        },
    };

    public static readonly ScenarioRow WorkerLost = new("the worker of an attempt falls silent", "none → queued → started → finished")
    {
        During = async run =>
        {
            run.Doors.Close(WriteSegment);
            var job = await run.StartExportAsync("a");
            await run.ReachAsync(WriteSegment, job);
            await run.AdvanceAsync(ProjectExportDefaults.WorkerPatience + TimeSpan.FromMinutes(2), pastActivities: true);
            run.Doors.Open(WriteSegment, job);
            await run.SettleAsync();
        },
        After = async run =>
        {
            Assert.Equal(2, (await run.Export.GetStatusAsync()).GetProperty("latest_job").GetProperty("attempt").GetInt32());
            ScenarioFiles.AssertHolds(await run.Export.DownloadBytesAsync(), ScenarioFiles.First);
            await run.AssertCleanAsync("finished");
        },
    };

    /// <summary>In the order of the document.</summary>
    public static IReadOnlyList<ScenarioRow> All { get; } =
    [
        Happy, Again, AgainAndFails, TwoRequesters, EveryAttemptThrows, Stuck, ManyFromOneTemplate, CancelQueued, CancelStarted, Expires,
        WorkerLost,
    ];
}
