using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules T: durable timers.</summary>
public abstract class TimerRules : ConformanceTest
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private protected TimerRules(EngineMode mode)
        : base(mode)
    {
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    public async Task T1_TimeThatIsNotAhead_FiresWithoutTheClockMoving(int seconds)
    {
        Functions.Orchestrator("Main", context => context.CreateTimer(TimeSpan.FromSeconds(seconds), CancellationToken.None));

        var id = await Host.StartAsync("Main");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await StatusAsync(id));
    }

    [Fact]
    public async Task T1_LocalFireTime_IsConvertedToUtc()
    {
        Functions.Orchestrator("Main", async context =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.Add(Hour).ToLocalTime(), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        var start = Host.Clock.GetUtcNow().UtcDateTime;

        Assert.Equal(start + Hour, await RunAsync<DateTime>("Main"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(72, 1)]
    [InlineData(73, 2)]
    [InlineData(144, 2)]
    [InlineData(24 * 7, 3)]
    [InlineData(24 * 365, 122)]
    public async Task T2_LongWait_IsSplitAtThreeDaysAndEndsOnTime(int hours, int timers)
    {
        Functions.Activity<int, int>("Fail", _ => throw new InvalidDataException());
        Functions.Orchestrator("Main", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
            var ended = context.CurrentUtcDateTime;
            var next = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<int>("Fail", 0));
            return (object)new { Ended = ended, Timers = next.TaskId };
        });
        var start = Host.Clock.GetUtcNow().UtcDateTime;

        var output = await RunAsync<LongWait>("Main");

        Assert.Equal(new LongWait(start.AddHours(hours), timers), output);
    }

    [Fact]
    public async Task T4_CancelledTimer_ThrowsAndNoLongerHoldsTheInstance()
    {
        Functions.Orchestrator("Main", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            var timer = context.CreateTimer(Hour, cancellation.Token);
            cancellation.Cancel();
            await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
            return "cancelled";
        });

        var id = await Host.StartAsync("Main");

        Assert.Equal("cancelled", Output<string>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task T4_CancelledTimerThatFiresLater_ChangesNothing()
    {
        Functions.Orchestrator("Main", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            _ = context.CreateTimer(Hour, cancellation.Token);
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            cancellation.Cancel();
            await context.CreateTimer(2 * Hour, CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        var start = Host.Clock.GetUtcNow().UtcDateTime;

        Assert.Equal(start + TimeSpan.FromMinutes(1) + (2 * Hour), await RunAsync<DateTime>("Main"));
    }

    [Fact]
    public async Task T4_TokenCancelledBeforehand_ThrowsAtOnce()
    {
        Functions.Orchestrator("Main", async context =>
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() => context.CreateTimer(Hour, new CancellationToken(canceled: true)));
            return "cancelled";
        });

        Assert.Equal("cancelled", Output<string>(await Host.GetAsync(await Host.StartAsync("Main"))));
    }

    [Fact]
    public async Task T5_EventWithinTheTimeout_WinsAndFreesTheTimer()
    {
        Functions.Orchestrator("Main", context => context.WaitForExternalEvent<string>("answer", Hour));
        var id = await Host.StartAsync("Main");

        await Host.RaiseAsync(id, "answer", "yes");

        Assert.Equal("yes", Output<string>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task T5_TimeoutOfAnEventWait_IsATaskCanceledException()
    {
        Functions.Orchestrator("Main", async context =>
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() => context.WaitForExternalEvent<string>("answer", Hour));
            return context.CurrentUtcDateTime;
        });
        var start = Host.Clock.GetUtcNow().UtcDateTime;

        Assert.Equal(start + Hour, await RunAsync<DateTime>("Main"));
    }

    [Fact]
    public async Task T5_CancellationOfAnEventWait_IsATaskCanceledException()
    {
        Functions.Orchestrator("Main", async context =>
        {
            using var given = new CancellationTokenSource();
            var answer = context.WaitForExternalEvent<string>("answer", Hour, given.Token);
            await context.WaitForExternalEvent<string>("give up");
            given.Cancel();
            await Assert.ThrowsAsync<TaskCanceledException>(() => answer);
            return context.CurrentUtcDateTime;
        });
        var id = await Host.StartAsync("Main");
        var cancelled = Host.Clock.GetUtcNow().UtcDateTime;

        await Host.RaiseAsync(id, "give up");

        Assert.Equal(cancelled, Output<DateTime>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task T6_TimersOfManyInstancesAtOneInstant_AllFire()
    {
        Functions.Orchestrator("Sleeper", context => context.CreateTimer(Hour, CancellationToken.None));
        Functions.Orchestrator("Main", async context =>
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => context.CallSubOrchestratorAsync("Sleeper")));
            return "all";
        });
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add(await Client.ScheduleNewOrchestrationInstanceAsync("Main"));

        await Host.AdvanceAsync(Hour);

        foreach (var id in ids) Assert.Equal("all", Output<string>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task T7_InstanceThatWaitsForATimer_CanBeTerminated()
    {
        Functions.Orchestrator("Main", context => context.CreateTimer(Hour, CancellationToken.None));
        var id = await Host.StartAsync("Main");

        await Client.TerminateInstanceAsync(id);
        await Host.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await StatusAsync(id));
    }

    [Fact]
    public async Task T7_InstanceThatWaitsForATimer_CanBeSuspendedAndFiresLateAfterResume()
    {
        Functions.Orchestrator("Main", async context =>
        {
            await context.CreateTimer(Hour, CancellationToken.None);
            return "fired";
        });
        var id = await Host.StartAsync("Main");

        await Client.SuspendInstanceAsync(id);
        await Host.AdvanceAsync(3 * Hour);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await StatusAsync(id));
        await Client.ResumeInstanceAsync(id);

        Assert.Equal("fired", Output<string>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task Timer_DueWhileTheHostWasDown_FiresAtTheNextStart()
    {
        Functions.Orchestrator("Main", context => context.CreateTimer(Hour, CancellationToken.None));
        var id = await Host.StartAsync("Main");

        await Host.RestartAsync(whileDown: () => Host.Clock.Advance(2 * Hour));
        await Host.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await StatusAsync(id));
    }

    private sealed record LongWait(DateTime Ended, int Timers);

    public sealed class Cached() : TimerRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : TimerRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : TimerRules(EngineMode.DuplicateDelivery);
}
