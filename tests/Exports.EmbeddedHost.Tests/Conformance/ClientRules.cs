using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules I6 to I8: waiting for instances, terminating, suspending and resuming them.</summary>
public abstract class ClientRules : ConformanceTest
{
    private protected ClientRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task I6_WaitForStart_ReturnsAtAnyStatusButPending()
    {
        Declare();
        var at = Host.Clock.GetUtcNow().AddHours(2);
        var id = await Host.StartAsync("Waiting", 5, new StartOrchestrationOptions(StartAt: at));

        var started = Client.WaitForInstanceStartAsync(id);
        Assert.False(started.IsCompleted);
        await Host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await started).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await Client.WaitForInstanceStartAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task I6_WaitForCompletion_ReturnsWhenTheInstanceEnds()
    {
        Declare();
        var id = await Host.StartAsync("Waiting", 5);

        var completed = Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        Assert.False(completed.IsCompleted);
        await Host.RaiseAsync(id, "go", 6);

        Assert.Equal(6, Output<int>(await completed));
        Assert.Equal(6, Output<int>(await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true)));
    }

    [Fact]
    public async Task I6_WaitForAMissingInstance_Throws()
    {
        Assert.NotNull(await Record.ExceptionAsync(() => Client.WaitForInstanceStartAsync("nobody")));
        Assert.NotNull(await Record.ExceptionAsync(() => Client.WaitForInstanceCompletionAsync("nobody")));
    }

    [Fact]
    public async Task I6_CancelledWait_Throws()
    {
        Declare();
        var id = await Host.StartAsync("Waiting", 5);
        using var cancellation = new CancellationTokenSource();

        var completed = Client.WaitForInstanceCompletionAsync(id, cancellation.Token);
        cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completed);
    }

    [Fact]
    public async Task I7_Terminate_EndsTheInstanceWithTheGivenOutput()
    {
        Declare();
        var id = await Host.StartAsync("Waiting", 5);

        await Client.TerminateInstanceAsync(id, new { reason = "enough" });
        var instance = await Host.FinishAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, instance.RuntimeStatus);
        Assert.Equal("""{"reason":"enough"}""", instance.SerializedOutput);
    }

    [Fact]
    public async Task I7_Terminate_DoesNotStopTheRunningActivity()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayFinish = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var finished = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Functions.ActivityAsync<int, int>("Slow", async (_, stopping) =>
        {
            running.TrySetResult();
            var result = await mayFinish.Task;
            finished.TrySetResult(stopping.IsCancellationRequested);
            return result;
        });
        Functions.Orchestrator("Main", context => context.CallActivityAsync<int>("Slow", 1));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await running.Task;

        await Client.TerminateInstanceAsync(id);
        await Client.WaitForInstanceCompletionAsync(id);
        mayFinish.SetResult(1);

        Assert.False(await finished.Task);
        await Host.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await StatusAsync(id));
    }

    [Fact]
    public async Task I7_TerminateOfAMissingOrFinishedInstance_ChangesNothing()
    {
        Declare();
        var id = (await Host.RunAsync("Quick", 1)).InstanceId;

        var ofFinished = await Record.ExceptionAsync(() => Client.TerminateInstanceAsync(id));
        var ofMissing = await Record.ExceptionAsync(() => Client.TerminateInstanceAsync("nobody"));
        await Host.SettleAsync();

        Assert.Equal((HasUpstreamDefects, HasUpstreamDefects), (ofFinished is not null, ofMissing is not null));
        Assert.Equal(1, Output<int>(await Host.GetAsync(id)));
        Assert.Null(await Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task I7_TerminateOfAScheduledInstance_NeverRunsIt()
    {
        Declare();
        var at = Host.Clock.GetUtcNow().AddHours(2);
        var id = await Host.StartAsync("Quick", 5, new StartOrchestrationOptions(StartAt: at));

        await Client.TerminateInstanceAsync(id, output: "never mind");
        await Host.AdvanceAsync(TimeSpan.FromHours(3));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await StatusAsync(id));
    }

    [Fact]
    public async Task I8_SuspendedInstance_QueuesEventsUntilResumed()
    {
        Declare();
        var id = await Host.StartAsync("Waiting", 5);

        await Client.SuspendInstanceAsync(id, "look at it");
        await Host.RaiseAsync(id, "go", 6);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await StatusAsync(id));
        await Client.ResumeInstanceAsync(id, "fine");

        Assert.Equal(6, Output<int>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task I8_SuspendedInstance_CanBeTerminated()
    {
        Declare();
        var id = await Host.StartAsync("Waiting", 5);

        await Client.SuspendInstanceAsync(id);
        await Client.TerminateInstanceAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await Host.FinishAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task I8_SuspendAndResumeInTheWrongStatus_ChangeNothing()
    {
        Declare();
        var finished = (await Host.RunAsync("Quick", 1)).InstanceId;
        var running = await Host.StartAsync("Waiting", 5);

        await Record.ExceptionAsync(() => Client.SuspendInstanceAsync(finished));
        await Record.ExceptionAsync(() => Client.ResumeInstanceAsync(running));
        await Host.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await StatusAsync(finished));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await StatusAsync(running));
    }

    private void Declare()
    {
        Functions.Orchestrator("Quick", context => Task.FromResult(context.GetInput<int>()));
        Functions.Orchestrator("Waiting", context => context.WaitForExternalEvent<int>("go"));
    }

    public sealed class Cached() : ClientRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : ClientRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : ClientRules(EngineMode.DuplicateDelivery);

    public sealed class WithUpstreamDefects() : ClientRules(EngineMode.UpstreamDefects);
}
