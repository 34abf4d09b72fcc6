using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>Sequences beside the rows of <see cref="ScenarioTests"/>, through HTTP on the test host, in each mode of the engine.</summary>
public abstract class ExportSequences
{
    private static readonly (string, string)[] Files = [("readme.md", "hello"), ("src/a%2Fb c+#?.txt.", "world"), ("ü/empty", "")];

    private protected abstract EngineMode Mode { get; }

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
    public async Task AttemptThrows_TheAnswerShowsTheNextOnesTime()
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
