using Exports.Functions.Storage.Tables;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>
/// An export with a webhook, over and over: the process dies just before and just after each of its commits, and each of its writes is
/// applied and reports a timeout. Every state change reaches the receiver, none is made up, and nothing is left in the outbox.
/// </summary>
public sealed class WebhookCrashTests
{
    [Fact]
    public Task Export_CrashJustBeforeAnyCommit_DeliversEveryChange() => SweepAsync(run => run.Commits, CrashPlan.BeforeCommit);

    [Fact]
    public Task Export_CrashJustAfterAnyCommit_DeliversEveryChange() => SweepAsync(run => run.Commits, CrashPlan.AfterCommit);

    [Fact]
    public Task Export_AnyStorageWriteAppliedAndTimedOut_DeliversEveryChange() => SweepAsync(run => run.Writes, CrashPlan.TimeOutWrite);

    [Theory]
    [InlineData(EngineMode.DuplicateDelivery)]
    [InlineData(EngineMode.UpstreamDefects)]
    [InlineData(EngineMode.Cached)]
    internal async Task Export_InEveryModeOfTheEngine_DeliversEveryChangeAndRecordsEachOnce(EngineMode mode)
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync(mode);
        var webhook = await scenario.AddWebhookIdAsync();

        var job = await scenario.ExportAsync();

        AssertAllReceived(scenario, job);
        var deliveries = await scenario.DeliveriesAsync(webhook);
        Assert.Equal(3, deliveries.Count);
        Assert.All(deliveries, delivery => Assert.Equal("delivered", delivery.GetProperty("status").GetString()));
    }

    private static Task SweepAsync(Func<RunCounts, (int Before, int After)> range, Func<int, CrashPlan> fault) =>
        FaultSweep.RunAsync("An export with a webhook", 15, async plan => range(await RunAsync(plan)), fault);

    private static async Task<RunCounts> RunAsync(CrashPlan plan)
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync(faults: plan);
        var webhook = await scenario.AddWebhookIdAsync();
        var (commits, writes) = (plan.Commits.Count, plan.StorageWrites);

        var job = await TryStartAsync(scenario);
        await Task.WhenAny(scenario.Host.SettleAsync(), plan.Crashed);
        plan.Disarm();
        if (plan.Crashed.IsCompleted)
        {
            await scenario.Host.CrashAsync();
            await scenario.Host.RestartAsync();
        }

        // The client that got no 202 asks again, with the same key.
        job ??= await scenario.StartExportAsync("k");
        await scenario.Host.AdvanceUntilAsync(async () => await IsFinishedAsync(scenario, job), TimeSpan.FromHours(6));
        await scenario.Host.SettleAsync();
        var counts = new RunCounts((commits, plan.Commits.Count), (writes, plan.StorageWrites));

        await scenario.Host.AdvanceAsync(TimeSpan.FromHours(2));
        AssertAllReceived(scenario, job);
        var deliveries = await scenario.DeliveriesAsync(webhook);
        Assert.Equal([$"{job}-3", $"{job}-2", $"{job}-1"], deliveries.Select(delivery => delivery.GetProperty("event_id").GetString()));
        Assert.All(deliveries, delivery => Assert.Equal("delivered", delivery.GetProperty("status").GetString()));
        await foreach (var left in scenario.Service<WebhookTable>().EventsAsync(scenario.Project, jobId: null, default))
            Assert.Fail($"{left.Id} is left in the outbox.");
        return counts;
    }

    /// <summary>At least once each, and nothing else: the job had one attempt and finished.</summary>
    private static void AssertAllReceived(WebhookScenario scenario, string job)
    {
        var received = scenario.Receiver.Received.Select(delivery => (delivery.Id, delivery.Status)).Distinct().Order();
        Assert.Equal([($"{job}-1", "queued"), ($"{job}-2", "started"), ($"{job}-3", "finished")], received);
    }

    private static async Task<bool> IsFinishedAsync(WebhookScenario scenario, string job) =>
        (await scenario.GetJobAsync(job)).GetProperty("status").GetString() == "finished";

    private static async Task<string?> TryStartAsync(WebhookScenario scenario)
    {
        try
        {
            return await scenario.StartExportAsync("k");
        }
        catch (Exception cut) when (cut is HttpRequestException or Xunit.Sdk.XunitException)
        {
            return null;
        }
    }

    private sealed record RunCounts((int Before, int After) Commits, (int Before, int After) Writes);
}
