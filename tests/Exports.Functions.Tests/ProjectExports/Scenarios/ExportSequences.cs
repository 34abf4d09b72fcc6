using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>The sequences that clients of the export must see, through HTTP on the test host, in each mode of the engine.</summary>
public abstract class ExportSequences
{
    private static readonly (string, string)[] Files = [("readme.md", "hello"), ("src/a%2Fb c+#?.txt.", "world"), ("ü/empty", "")];

    private protected abstract EngineMode Mode { get; }

    [Fact]
    public async Task Happy_NoneQueuedStartedFinished()
    {
        await using var export = await StartAsync();
        await export.CreateProjectAsync(Files);
        Assert.Equal("none", await export.StatusAsync());
        var begin = export.Gate.Hold("BeginAttempt");
        var write = export.Gate.Hold("WriteSegment");

        await export.StartExportAsync();
        await begin.ArrivedAsync();
        Assert.Equal("queued", await export.StatusAsync());
        begin.Release();
        await write.ArrivedAsync();
        Assert.Equal("started", await export.StatusAsync());
        write.Release();
        await export.Host.SettleAsync();

        Assert.Equal("finished", await export.StatusAsync());
        Assert.Equal("finished", await export.LatestJobAsync());
        var archive = await export.DownloadVerifiedAsync();
        Assert.Equal(3, archive.Manifest.FileCount);
    }

    [Fact]
    public async Task Start_RightAfterThe202_IsNeverLessThanQueued()
    {
        await using var export = await StartAsync();
        await export.CreateProjectAsync(Files);

        for (var i = 0; i < 5; i++)
        {
            await export.StartExportAsync();
            Assert.NotEqual("none", await export.StatusAsync());
        }
    }

    [Fact]
    public async Task Again_WhileAnArchiveIsAvailable_RegeneratesAndReplacesIt()
    {
        await using var export = await StartAsync();
        await export.CreateProjectAsync(Files);
        await export.ExportAsync();
        var first = Assert.Single(export.Blobs());
        await export.CommitAsync(("new", "file"));
        var write = export.Gate.Hold("WriteSegment");

        await export.StartExportAsync();
        await write.ArrivedAsync();
        Assert.Equal("regeneration_in_progress", await export.StatusAsync());
        Assert.Equal(3, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
        write.Release();
        await export.Host.SettleAsync();

        Assert.Equal("finished", await export.StatusAsync());
        Assert.Equal(4, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
        Assert.NotEqual(first, Assert.Single(export.Blobs()));
    }

    [Fact]
    public async Task Again_NewJobFails_OldArchiveStillDownloads()
    {
        await using var export = await StartAsync();
        await export.CreateProjectAsync(Files);
        await export.ExportAsync();
        export.Gate.Fail("WriteSegment", "disk on fire");

        await export.StartExportAsync();
        await export.Host.SettleAsync();
        Assert.Equal("regeneration_in_progress", await export.StatusAsync());
        await export.Host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("finished", await export.StatusAsync());
        Assert.Equal("failed/attempts_exhausted", await export.LatestJobAsync());
        Assert.Equal(3, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
        Assert.Single(export.Blobs());
    }

    [Fact]
    public async Task Again_ContentIsMissing_FailsAtOnceAndOldArchiveStillDownloads()
    {
        await using var export = await StartAsync();
        await export.CreateProjectAsync(Files);
        await export.ExportAsync();
        await export.CommitAsync(("new", "content that gets lost"));
        await export.LoseContentAsync("content that gets lost");

        await export.StartExportAsync();
        await export.Host.SettleAsync();

        Assert.Equal("finished", await export.StatusAsync());
        Assert.Equal("failed/content_damaged", await export.LatestJobAsync());
        Assert.Equal(3, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
        Assert.Single(export.Blobs());
    }

    [Fact]
    public async Task TwoRequesters_SeeTheTruthAtEachStep()
    {
        await using var export = await StartAsync();
        await export.CreateProjectAsync(Files);
        var (beginA, writeA, closeA) = (export.Gate.Hold("BeginAttempt"), export.Gate.Hold("WriteSegment"), export.Gate.Hold("CloseJob"));

        await export.StartExportAsync();
        await beginA.ArrivedAsync();
        Assert.Equal("queued", await export.StatusAsync());
        beginA.Release();
        await writeA.ArrivedAsync();
        Assert.Equal("started", await export.StatusAsync());

        var (beginB, writeB) = (export.Gate.Hold("BeginAttempt"), export.Gate.Hold("WriteSegment"));
        await export.StartExportAsync();
        await beginB.ArrivedAsync();
        Assert.Equal("queued", await export.StatusAsync());
        beginB.Release();
        await writeB.ArrivedAsync();
        Assert.Equal("started", await export.StatusAsync());

        writeA.Release();
        await closeA.ArrivedAsync();
        Assert.Equal("regeneration_in_progress", await export.StatusAsync());
        closeA.Release();
        writeB.Release();
        await export.Host.SettleAsync();
        Assert.Equal("finished", await export.StatusAsync());
        Assert.Single(export.Blobs());
    }

    [Fact]
    public async Task EveryAttemptThrows_StartedThenNoneWithTheReason()
    {
        await using var export = await StartAsync();
        await export.CreateProjectAsync(Files);
        export.Gate.Fail("WriteSegment", "disk on fire");

        await export.StartExportAsync();
        await export.Host.SettleAsync();
        Assert.Equal("started", await export.StatusAsync());
        var job = (await export.GetStatusAsync()).GetProperty("latest_job");
        Assert.Equal(1, job.GetProperty("attempt").GetInt32());
        Assert.Equal(export.Host.Clock.GetUtcNow().AddSeconds(30), job.GetProperty("next_attempt_at").GetDateTimeOffset());
        await export.Host.AdvanceAsync(TimeSpan.FromSeconds(30 + 60 + 120));

        Assert.Equal("none", await export.StatusAsync());
        job = (await export.GetStatusAsync()).GetProperty("latest_job");
        Assert.Equal(("failed", "attempts_exhausted", 4), (
            job.GetProperty("status").GetString(), job.GetProperty("reason").GetString(), job.GetProperty("attempt").GetInt32()));
        Assert.Contains("disk on fire", job.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, export.Gate.RunsOf("WriteSegment"));
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task EveryAttemptThrows_WithReportFailedStatus_IsFailed()
    {
        await using var export = await StartAsync(settings: [("ReportFailedStatus", "true"), ("Retries", "0")]);
        await export.CreateProjectAsync(Files);
        export.Gate.Fail("WriteSegment", "disk on fire");

        await export.StartExportAsync();
        await export.Host.SettleAsync();

        Assert.Equal("failed", await export.StatusAsync());
    }

    [Fact]
    public async Task OneAttemptThrows_TheNextOneFinishes()
    {
        await using var export = await StartAsync();
        await export.CreateProjectAsync(Files);
        export.Gate.Fail("WriteSegment", "once");
        await export.StartExportAsync();
        await export.Host.SettleAsync();
        export.Gate.Mend("WriteSegment");

        await export.Host.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("finished", await export.StatusAsync());
        Assert.EndsWith("/2", Assert.Single(export.Blobs()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadline_SixHoursFromEnqueuing_FailsTheJob()
    {
        await using var export = await StartAsync(settings: [("Retries", "100"), ("MaxBackoff", "01:00:00")]);
        await export.CreateProjectAsync(Files);
        export.Gate.Fail("WriteSegment", "always");
        await export.StartExportAsync();

        await export.Host.AdvanceAsync(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        Assert.Equal("started", await export.StatusAsync());
        await export.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("none", await export.StatusAsync());
        Assert.Equal("failed/expired", await export.LatestJobAsync());
        var runs = export.Gate.RunsOf("WriteSegment");
        await export.Host.AdvanceAsync(TimeSpan.FromHours(6));
        Assert.Equal(runs, export.Gate.RunsOf("WriteSegment"));
    }

    [Fact]
    public async Task ArchiveExpires_FinishedThenNone()
    {
        await using var export = await StartAsync();
        await export.CreateProjectAsync(Files);
        Assert.Contains("not available yet", await export.DownloadErrorAsync(), StringComparison.Ordinal);
        await export.ExportAsync();

        await export.Host.AdvanceAsync(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal("finished", await export.StatusAsync());
        await export.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("none", await export.StatusAsync());
        Assert.Contains("expired", await export.DownloadErrorAsync(), StringComparison.Ordinal);
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task Cancel_WhileStarted_FailsAtOnceAndThePartialArchiveGoes()
    {
        await using var export = await StartAsync(smallBlocks: true);
        await export.CreateProjectAsync(("big", new('x', 50_000)));
        export.Gate.Hold("WriteSegment").Release();
        var second = export.Gate.Hold("WriteSegment");
        var job = await export.StartExportAsync();
        await second.ArrivedAsync();
        Assert.Single(export.Blobs());

        using (var cancelled = await export.SendAsync(HttpMethod.Post, $"/exports/{job}/cancel"))
            await Tests.Http.ApiClientExtensions.ReadJsonAsync(cancelled, 202);
        Assert.Equal("none", await export.StatusAsync());
        Assert.Equal("failed/cancelled", await export.LatestJobAsync());
        second.Release();
        await export.Host.SettleAsync();

        Assert.Empty(export.Blobs());
        Assert.Equal("failed/cancelled", await export.LatestJobAsync());
    }

    private Task<ExportScenario> StartAsync(bool smallBlocks = false, params (string Name, string Value)[] settings) =>
        ExportScenario.StartAsync(Mode, faults: null, smallBlocks, settings);
}
