using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules I1 to I8: starting, waiting, steering. Queries and purges are <see cref="QueryAndPurgeRules"/>.</summary>
public abstract class ClientRules : ConformanceTest
{
    private protected ClientRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task I1_WithoutId_TakesAGuidWithoutDashes()
    {
        Declare();

        Assert.True(Guid.TryParseExact(await Host.StartAsync("Quick"), "N", out _));
    }

    [Theory]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("")]
    public async Task I2_IdWithForbiddenCharacters_IsRefused(string id)
    {
        Declare();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Host.StartAsync("Quick", options: new StartOrchestrationOptions(id)));
    }

    [Fact]
    public async Task I2_IdAboveAHundredCharacters_IsRefused()
    {
        Declare();

        await Host.StartAsync("Quick", options: new StartOrchestrationOptions(new string('a', 100)));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Host.StartAsync("Quick", options: new StartOrchestrationOptions(new string('a', 101))));
    }

    [Fact]
    public async Task I3_IdOfARunningInstance_IsRefusedAndThatInstanceGoesOn()
    {
        Declare();
        var id = await Host.StartAsync("Waiting", 1, new StartOrchestrationOptions("taken"));

        Assert.NotNull(await Record.ExceptionAsync(() => Host.StartAsync("Waiting", 2, new StartOrchestrationOptions("taken"))));

        var instance = await Host.GetAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Running, 1), (instance.RuntimeStatus, instance.ReadInputAs<int>()));
    }

    [Fact]
    public async Task I3_IdOfAFinishedInstance_StartsAFreshOne()
    {
        Declare();
        await Host.RunAsync("Quick", 1, new StartOrchestrationOptions("reused"));

        var again = await Host.RunAsync("Quick", 2, new StartOrchestrationOptions("reused"));

        Assert.Equal(2, Output<int>(again));
        Assert.Equal(2, again.ReadInputAs<int>());
    }

    [Fact]
    public async Task I4_ListedStatus_IsRefused()
    {
        Declare();
        await Host.RunAsync("Quick", 1, new StartOrchestrationOptions("once"));

        var options = new StartOrchestrationOptions("once").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        Assert.NotNull(await Record.ExceptionAsync(() => Host.StartAsync("Quick", 2, options)));
        Assert.Equal(1, Output<int>(await Host.GetAsync("once")));
    }

    [Fact]
    public async Task I4_RunningInstanceWhoseStatusIsNotListed_IsReplaced()
    {
        Declare();
        await Host.StartAsync("Waiting", 1, new StartOrchestrationOptions("replaced"));

        var options = new StartOrchestrationOptions("replaced").WithDedupeStatuses();
        await Host.StartAsync("Quick", 2, options);

        Assert.Equal(2, Output<int>(await Host.FinishAsync("replaced")));
    }

    [Fact]
    public async Task I4_SenselessStatuses_AreArgumentExceptions()
    {
        Declare();
        var unknown = new StartOrchestrationOptions("id") { DedupeStatuses = ["Sleeping"] };
        var contradictory = new StartOrchestrationOptions("id").WithDedupeStatuses(OrchestrationRuntimeStatus.Terminated);

        await Assert.ThrowsAsync<ArgumentException>(() => Host.StartAsync("Quick", options: unknown));
        await Assert.ThrowsAsync<ArgumentException>(() => Host.StartAsync("Quick", options: contradictory));
    }

    [Fact]
    public async Task I5_StartAtInTheFuture_IsPendingUntilThen()
    {
        Declare();
        var at = Host.Clock.GetUtcNow().AddHours(2);
        var id = await Host.StartAsync("Quick", 5, new StartOrchestrationOptions(StartAt: at));

        await Host.AdvanceAsync(TimeSpan.FromMinutes(119));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, await StatusAsync(id));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(5, Output<int>(await Host.GetAsync(id)));
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
