using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules I11 to I13: purging and restarting instances.</summary>
public abstract class PurgeRules : InstanceSetTest
{
    private protected PurgeRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task I11_PurgeOfAFinishedInstance_RemovesIt()
    {
        Declare();
        var id = (await Host.RunAsync("Quick", 1)).InstanceId;

        Assert.Equal(1, (await Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
        Assert.Null(await Client.GetInstanceAsync(id));
        Assert.Equal(0, (await Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
    }

    [Fact]
    public async Task I11_PurgeOfARunningInstance_RemovesNothing()
    {
        Declare();
        var id = await Host.StartAsync("Waiting", 1);

        Assert.Equal(HasUpstreamDefects ? 1 : 0, (await Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
        Assert.Equal(HasUpstreamDefects, await Client.GetInstanceAsync(id) is null);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task I11_RecursivePurge_TakesTheChildren(bool recursive, bool childGone)
    {
        Declare();
        Functions.Orchestrator("Main", context => context.CallSubOrchestratorAsync("Quick", 1, new SubOrchestrationOptions(instanceId: "child")));
        var id = (await Host.RunAsync("Main")).InstanceId;

        await Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(recursive));

        Assert.Equal(childGone, await Client.GetInstanceAsync("child") is null);
    }

    [Fact]
    public async Task I12_PurgeByFilter_TakesFinishedInstancesInTheWindowOnly()
    {
        await StartOnePerHourAsync();

        var result = await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Start.AddHours(1), Start.AddHours(5)));

        Assert.Equal(3, result.PurgedInstanceCount);
        Assert.NotEqual(false, result.IsComplete);
        Assert.Equal(["a-1", "c-1", "c-2"], await ListAsync(new OrchestrationQuery()));
    }

    [Fact]
    public async Task I12_PurgeByStatus_TakesThatStatusOnly()
    {
        await StartOnePerHourAsync();

        await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Failed]));

        Assert.Equal(["a-1", "a-2", "c-1", "c-2"], await ListAsync(new OrchestrationQuery()));
    }

    [Fact]
    public async Task I12_PurgeThatRunsOutOfTime_SaysSoAndMayBeRepeated()
    {
        await StartOnePerHourAsync();
        Host.Clock.AdvancePerReading = TimeSpan.FromSeconds(1);

        var first = await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter { Timeout = TimeSpan.FromSeconds(2) });
        Host.Clock.AdvancePerReading = TimeSpan.Zero;
        var second = await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter { Timeout = TimeSpan.FromSeconds(2) });

        Assert.Equal((false, true), (first.IsComplete, second.IsComplete));
        Assert.InRange(first.PurgedInstanceCount, 0, 3);
        Assert.Equal(4, first.PurgedInstanceCount + second.PurgedInstanceCount);
    }

    [Fact]
    public async Task I12_PurgeTimeoutThatIsNotPositive_IsRefused()
        => await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Client.PurgeAllInstancesAsync(new PurgeInstancesFilter { Timeout = TimeSpan.Zero }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I13_Restart_RunsTheSameInputAgain(bool withNewId)
    {
        Declare();
        var id = (await Host.RunAsync("Quick", 21)).InstanceId;
        await Host.AdvanceAsync(TimeSpan.FromHours(1));

        var again = await Client.RestartAsync(id, withNewId);
        var instance = await Host.FinishAsync(again);

        Assert.Equal(withNewId, again != id);
        Assert.Equal(21, Output<int>(instance));
        Assert.Equal(Host.Clock.GetUtcNow(), instance.CreatedAt);
    }

    [Fact]
    public Task I13_RestartOfAMissingInstance_IsAnArgumentException()
        => Assert.ThrowsAsync<ArgumentException>(() => Client.RestartAsync("nobody"));

    [Fact]
    public async Task I13_RestartOfARunningInstanceUnderItsOwnId_IsInvalid()
    {
        Declare();
        var id = await Host.StartAsync("Waiting", 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Client.RestartAsync(id));
    }

    public sealed class Cached() : PurgeRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : PurgeRules(EngineMode.ReplayFromScratch);

    public sealed class WithUpstreamDefects() : PurgeRules(EngineMode.UpstreamDefects);
}
