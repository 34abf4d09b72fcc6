using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>
/// Rules C2, I4, P7 and N18 where they meet late messages: what was sent for an execution that is gone reaches no other execution of that
/// instance id, and holds nothing.
/// </summary>
public abstract class StaleMessageRules : ConformanceTest
{
    private static readonly EntityInstanceId A = new("counter", "a");
    private static readonly EntityInstanceId B = new("counter", "b");

    private protected StaleMessageRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task I4_ActivityOfAReplacedInstance_DoesNotCompleteOneOfTheNew()
    {
        var mayFinish = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Functions.ActivityAsync<string, string>("Slow", (input, _) =>
        {
            running.TrySetResult();
            return input == "old" ? mayFinish.Task : Task.FromResult("new result");
        });
        Functions.Orchestrator("Main", async context =>
        {
            if (context.GetInput<string>() == "new") await context.WaitForExternalEvent<int>("go");
            return await context.CallActivityAsync<string>("Slow", context.GetInput<string>());
        });
        await Client.ScheduleNewOrchestrationInstanceAsync("Main", "old", new StartOrchestrationOptions("id"));
        await running.Task;

        await Client.ScheduleNewOrchestrationInstanceAsync("Main", "new", new StartOrchestrationOptions("id").WithDedupeStatuses());
        mayFinish.SetResult("old result");
        await Host.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, await StatusAsync("id"));
        await Host.RaiseAsync("id", "go");

        Assert.Equal("new result", Output<string>(await Host.FinishAsync("id")));
    }

    [Fact]
    public async Task I3_TimerLeftByTheLastInstanceOfAnId_DoesNotFireInTheNext()
    {
        Functions.Orchestrator("Main", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromHours(context.GetInput<int>()), cancellation.Token);
            if (context.GetInput<int>() == 1) cancellation.Cancel();
            else await timer;
            return context.CurrentUtcDateTime;
        });
        var start = Host.Clock.GetUtcNow().UtcDateTime;
        await Host.StartAsync("Main", 1, new StartOrchestrationOptions("id"));
        await Host.StartAsync("Main", 3, new StartOrchestrationOptions("id"));

        Assert.Equal(start.AddHours(3), Output<DateTime>(await Host.FinishAsync("id")));
    }

    [Fact]
    public async Task I3_EventsForTheLastInstanceOfAnId_AreNotSeenByTheNext()
    {
        Functions.Orchestrator("Main", async context =>
        {
            if (context.GetInput<bool>()) return await context.WaitForExternalEvent<int>("event");
            await context.WaitForExternalEvent<int>("end");
            return 0;
        });
        await Host.StartAsync("Main", false, new StartOrchestrationOptions("id"));
        await Host.RaiseAsync("id", "event", 1);
        await Host.RaiseAsync("id", "end");

        await Host.StartAsync("Main", true, new StartOrchestrationOptions("id"));
        await Host.RaiseAsync("id", "event", 2);

        Assert.Equal(2, Output<int>(await Host.GetAsync("id")));
    }

    [Fact]
    public async Task S2_ChildThatEndsAfterItsParent_EndsAllTheSame()
    {
        Functions.Orchestrator("Child", context => context.WaitForExternalEvent<int>("go"));
        Functions.Orchestrator("Main", context => context.CallSubOrchestratorAsync<int>("Child", options: new SubOrchestrationOptions(instanceId: "child")));
        await Host.StartAsync("Main", options: new StartOrchestrationOptions("id"));
        await Client.TerminateInstanceAsync("id");
        await Host.SettleAsync();
        await Client.PurgeInstanceAsync("id");

        await Host.RaiseAsync("child", "go", 5);

        Assert.Equal(5, Output<int>(await Host.GetAsync("child")));
        Assert.Null(await Client.GetInstanceAsync("id"));
    }

    [Fact]
    public async Task N18_WaiterThatIsTerminated_GivesTheLockBackWhenItsTurnComes()
    {
        DeclareLockers();
        await Host.StartAsync("Holder", new[] { A }, new StartOrchestrationOptions("first"));
        await Host.StartAsync("Holder", new[] { A }, new StartOrchestrationOptions("second"));

        await Client.TerminateInstanceAsync("second");
        await Host.SettleAsync();
        await Host.RaiseAsync("first", "release");

        await AssertFreeAsync();
    }

    [Fact]
    public async Task N18_WaiterThatHoldsHalfItsLocks_GivesThemBackWhenItIsTerminated()
    {
        DeclareLockers();
        await Host.StartAsync("Holder", new[] { B }, new StartOrchestrationOptions("first"));
        await Host.StartAsync("Holder", new[] { A, B }, new StartOrchestrationOptions("second"));

        await Client.TerminateInstanceAsync("second");
        await Host.SettleAsync();
        await Host.RaiseAsync("first", "release");

        await AssertFreeAsync();
    }

    [Fact]
    public async Task N18_WaiterThatIsReplaced_DoesNotHandItsLockToTheNewExecution()
    {
        DeclareLockers();
        await Host.StartAsync("Holder", new[] { A }, new StartOrchestrationOptions("first"));
        await Host.StartAsync("Holder", new[] { A }, new StartOrchestrationOptions("second"));

        await Host.StartAsync("Idle", options: new StartOrchestrationOptions("second").WithDedupeStatuses());
        await Host.RaiseAsync("first", "release");

        await AssertFreeAsync();
    }

    private void DeclareLockers()
    {
        Functions.Entity<Counter>("counter");
        Functions.Orchestrator("Idle", context => context.WaitForExternalEvent<int>("never"));
        Functions.Orchestrator("Holder", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(context.GetInput<EntityInstanceId[]>()!))
                await context.WaitForExternalEvent<int>("release");
        });
    }

    private async Task AssertFreeAsync()
    {
        Functions.Orchestrator("Next", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(A, B)) return "locked";
        });

        Assert.Equal("locked", Output<string>(await Host.GetAsync(await Host.StartAsync("Next"))));
    }

    public sealed class Cached() : StaleMessageRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : StaleMessageRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : StaleMessageRules(EngineMode.DuplicateDelivery);
}
