using Exports.TestKit.Engine;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

/// <summary>
/// An export with an upload that is turned away once, over and over, with a fault at each commit or write from the request on. It ends
/// finished, and the other side has had the very archive at least once.
/// </summary>
public sealed class UploadFaultTests
{
    [Fact]
    public Task Upload_CrashJustBeforeAnyCommit_EndsFinishedAndUploaded() => SweepAsync(run => run.Commits, CrashPlan.BeforeCommit);

    [Fact]
    public Task Upload_CrashJustAfterAnyCommit_EndsFinishedAndUploaded() => SweepAsync(run => run.Commits, CrashPlan.AfterCommit);

    [Fact]
    public Task Upload_AnyStorageWriteAppliedAndTimedOut_EndsFinishedAndUploaded() => SweepAsync(run => run.Writes, CrashPlan.TimeOutWrite);

    [Fact]
    public async Task Upload_CrashAfterItAndBeforeThePublication_UploadsAgain()
    {
        await using var scenario = await UploadScenario.StartAsync();
        var publish = scenario.Export.Gate.Hold("PublishArchive");
        scenario.Receiver.Accepting = scenario.Export.Host.CrashAsync;

        var job = scenario.StartExportAsync();
        await scenario.Receiver.FirstAccepted;
        scenario.Receiver.Accepting = () => Task.CompletedTask;
        await Task.WhenAny(job);
        await scenario.Export.Host.RestartAsync();
        await publish.ArrivedAsync();
        Assert.Equal("started", await scenario.Export.StatusAsync());
        publish.Release();
        await scenario.Export.Host.SettleAsync();

        var archive = await scenario.DownloadAsync();
        Assert.Equal(2, scenario.Receiver.Accepted.Count);
        Assert.All(scenario.Receiver.Accepted, upload => Assert.Equal(archive, upload.Body));
    }

    [Fact]
    public async Task Upload_EverythingDeliveredTwice_PublishesOneArchive()
    {
        await using var scenario = await UploadScenario.StartAsync(EngineMode.DuplicateDelivery);

        await scenario.StartExportAsync();
        await scenario.Export.Host.SettleAsync();

        Assert.Equal("finished", await scenario.Export.LatestJobAsync());
        Assert.Single(scenario.Export.Blobs());
        var archive = await scenario.DownloadAsync();
        Assert.InRange(scenario.Receiver.Accepted.Count, 1, 2);
        Assert.All(scenario.Receiver.Accepted, upload => Assert.Equal(archive, upload.Body));
    }

    private static Task SweepAsync(Func<RunCounts, (int Before, int After)> range, Func<int, CrashPlan> fault) =>
        FaultSweep.RunAsync("An export with an upload", 10, async plan => range(await RunAsync(plan)), fault);

    private static async Task<RunCounts> RunAsync(CrashPlan plan)
    {
        await using var scenario = await UploadScenario.StartAsync(faults: plan);
        scenario.Receiver.Then(503);
        var (commits, writes) = (plan.Commits.Count, plan.StorageWrites);

        var accepted = await TryStartAsync(scenario);
        await Task.WhenAny(scenario.Export.Host.AdvanceAsync(TimeSpan.FromMinutes(1)), plan.Crashed);
        plan.Disarm();
        if (plan.Crashed.IsCompleted)
        {
            await scenario.Export.Host.CrashAsync();
            await scenario.Export.Host.RestartAsync();
        }

        // The client that got no 202 asks again, with the same key.
        if (!accepted)
            await scenario.StartExportAsync(key: "k");
        await scenario.Export.Host.AdvanceUntilAsync(async () => await scenario.Export.StatusAsync() == "finished", TimeSpan.FromHours(6));
        await scenario.Export.Host.SettleAsync();

        var counts = new RunCounts((commits, plan.Commits.Count), (writes, plan.StorageWrites));
        await VerifyAsync(scenario);
        return counts;
    }

    private static async Task<bool> TryStartAsync(UploadScenario scenario)
    {
        try
        {
            using var response = await scenario.PostAsync(new { url = scenario.Receiver.Url }, key: "k");
            return (int)response.StatusCode == 202;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task VerifyAsync(UploadScenario scenario)
    {
        Assert.Equal("finished", await scenario.Export.LatestJobAsync());
        Assert.Equal(1, (await scenario.Export.ListJobsAsync()).GetArrayLength());
        Assert.Single(scenario.Export.Blobs());
        var archive = await scenario.DownloadAsync();
        Assert.NotEmpty(scenario.Receiver.Accepted);
        Assert.All(scenario.Receiver.Accepted, upload => Assert.Equal(archive, upload.Body));
    }

    private sealed record RunCounts((int Before, int After) Commits, (int Before, int After) Writes);
}
