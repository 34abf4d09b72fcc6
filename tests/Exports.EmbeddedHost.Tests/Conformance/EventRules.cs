using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules E: external events.</summary>
public abstract class EventRules : ConformanceTest
{
    private protected EventRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task E1_EventNames_AreComparedIgnoringCase()
    {
        Functions.Orchestrator("Main", context => context.WaitForExternalEvent<int>("Approved"));
        var id = await Host.StartAsync("Main");

        await Host.RaiseAsync(id, "aPPROVED", 7);

        Assert.Equal(7, Output<int>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task E2_WaitersFormAStack_NewestGetsTheEvent()
    {
        Functions.Orchestrator("Main", async context =>
        {
            var waiters = new[] { Wait(context), Wait(context), Wait(context) };
            return await Task.WhenAll(waiters);
        });
        var id = await Host.StartAsync("Main");

        foreach (var value in new[] { 1, 2, 3 }) await Host.RaiseAsync(id, "event", value);

        Assert.Equal([3, 2, 1], Output<List<int>>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task E3_EventsWithoutWaiter_AreBufferedInOrderPerName()
    {
        Functions.Orchestrator("Main", async context =>
        {
            await context.WaitForExternalEvent<int>("go");
            var first = await Wait(context);
            var other = await context.WaitForExternalEvent<string>("other");
            var second = await Wait(context);
            return $"{first} {other} {second}";
        });
        var id = await Host.StartAsync("Main");

        await Host.RaiseAsync(id, "event", 1);
        await Host.RaiseAsync(id, "event", 2);
        await Host.RaiseAsync(id, "other", "x");
        await Host.RaiseAsync(id, "go");

        Assert.Equal("1 x 2", Output<string>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task E4_OneNameAwaitedWithTwoTypes_IsAnArgumentException()
    {
        Functions.Orchestrator("Main", async context =>
        {
            var number = context.WaitForExternalEvent<int>("event");
            await Task.WhenAll(number, context.WaitForExternalEvent<string>("EVENT"));
        });

        AssertFailed("System.ArgumentException", await Host.RunAsync("Main"));
    }

    [Fact]
    public async Task E4_OneNameAwaitedWithAnotherTypeAfterwards_IsFine()
    {
        Functions.Orchestrator("Main", async context =>
        {
            var number = await context.WaitForExternalEvent<int>("event");
            return number + await context.WaitForExternalEvent<string>("event");
        });
        var id = await Host.StartAsync("Main");

        await Host.RaiseAsync(id, "event", 1);
        await Host.RaiseAsync(id, "event", "a");

        Assert.Equal("1a", Output<string>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task E5_CancelledWaiterAboveALiveOne_DoesNotTakeTheEvent()
    {
        Functions.Orchestrator("Main", async context =>
        {
            var live = Wait(context);
            await AbandonWaiterAsync(context);
            return await WithinAnHourAsync(context, live);
        });
        var id = await Host.StartAsync("Main");

        await Host.RaiseAsync(id, "abandon");
        await Host.RaiseAsync(id, "event", 5);

        Assert.Equal(HasUpstreamDefects ? "nothing" : "5", Output<string>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task E5_EventAfterTheOnlyWaiterWasCancelled_IsBuffered()
    {
        Functions.Orchestrator("Main", async context =>
        {
            await AbandonWaiterAsync(context);
            await context.WaitForExternalEvent<int>("go on");
            return await WithinAnHourAsync(context, Wait(context));
        });
        var id = await Host.StartAsync("Main");

        await Host.RaiseAsync(id, "abandon");
        await Host.RaiseAsync(id, "event", 5);
        await Host.RaiseAsync(id, "go on");

        Assert.Equal(HasUpstreamDefects ? "nothing" : "5", Output<string>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task E5_EventAfterTheOnlyWaiterWasCancelled_SurvivesContinueAsNew()
    {
        Functions.Orchestrator("Main", async context =>
        {
            if (context.GetInput<bool>()) return await WithinAnHourAsync(context, Wait(context));

            await AbandonWaiterAsync(context);
            await context.WaitForExternalEvent<int>("go on");
            context.ContinueAsNew(true);
            return "";
        });
        var id = await Host.StartAsync("Main", false);

        await Host.RaiseAsync(id, "abandon");
        await Host.RaiseAsync(id, "event", 5);
        await Host.RaiseAsync(id, "go on");

        Assert.Equal(HasUpstreamDefects ? "nothing" : "5", Output<string>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task E6_EventToAMissingInstance_IsDropped()
    {
        var exception = await Record.ExceptionAsync(() => Host.RaiseAsync("nobody", "event", 1));

        Assert.Equal(HasUpstreamDefects, exception is not null);
        Assert.Null(await Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task E6_EventToAFinishedInstance_IsDropped()
    {
        Functions.Orchestrator("Main", _ => Task.FromResult("done"));
        var id = (await Host.RunAsync("Main")).InstanceId;

        var exception = await Record.ExceptionAsync(() => Host.RaiseAsync(id, "event", 1));

        Assert.Equal(HasUpstreamDefects, exception is not null);
        Assert.Equal("done", Output<string>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task E7_EventsBeforeTheFirstEpisode_AreKeptInOrder()
    {
        Functions.Orchestrator("Main", async context => new[] { await Wait(context), await Wait(context), await Wait(context) });
        var later = new StartOrchestrationOptions(StartAt: Host.Clock.GetUtcNow().AddHours(1));
        var id = await Host.StartAsync("Main", options: later);

        foreach (var value in new[] { 1, 2, 3 }) await Client.RaiseEventAsync(id, "event", value);

        Assert.Equal([1, 2, 3], Output<List<int>>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task E7_ManyEventsOfOneSender_ArriveInOrder()
    {
        Functions.Orchestrator("Main", async context =>
        {
            var values = new List<int>();
            while (values.Count < 100) values.Add(await Wait(context));
            return values;
        });
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Main");

        for (var value = 0; value < 100; value++) await Client.RaiseEventAsync(id, "event", value);

        Assert.Equal(Enumerable.Range(0, 100), Output<List<int>>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task E8_EventWithoutPayload_GivesTheDefault()
    {
        Functions.Orchestrator("Main", async context =>
        {
            var number = await context.WaitForExternalEvent<int>("number");
            var text = await context.WaitForExternalEvent<string>("text");
            return $"{number}{text ?? "null"}";
        });
        var id = await Host.StartAsync("Main");

        await Client.RaiseEventAsync(id, "number");
        await Host.RaiseAsync(id, "text");

        Assert.Equal("0null", Output<string>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task E9_SendEvent_ReachesAnotherOrchestration()
    {
        Functions.Orchestrator("Receiver", Wait);
        Functions.Orchestrator("Sender", context =>
        {
            context.SendEvent(context.GetInput<string>()!, "event", 11);
            return Task.CompletedTask;
        });
        var receiver = await Host.StartAsync("Receiver");

        await Host.RunAsync("Sender", receiver);

        Assert.Equal(11, Output<int>(await Host.GetAsync(receiver)));
    }

    [Fact]
    public async Task E9_SendEventToAnEntityId_IsRejected()
    {
        Functions.Orchestrator("Main", context =>
        {
            context.SendEvent("@counter@k", "event", 1);
            return Task.CompletedTask;
        });

        AssertFailed("System.ArgumentException", await Host.RunAsync("Main"));
    }

    [Fact]
    public async Task EventPayloadOfTheWrongType_FailsTheInstanceNotTheHost()
    {
        Functions.Orchestrator("Main", Wait);
        var id = await Host.StartAsync("Main");

        await Host.RaiseAsync(id, "event", "not a number");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, await StatusAsync(id));
    }

    private static Task<int> Wait(TaskOrchestrationContext context) => context.WaitForExternalEvent<int>("event");

    private static async Task AbandonWaiterAsync(TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        var abandoned = context.WaitForExternalEvent<int>("event", cancellation.Token);
        await context.WaitForExternalEvent<int>("abandon");
        cancellation.Cancel();
        await Assert.ThrowsAsync<TaskCanceledException>(() => abandoned);
    }

    private static async Task<string> WithinAnHourAsync(TaskOrchestrationContext context, Task<int> waiter)
    {
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
        if (await Task.WhenAny(waiter, timer) == timer) return "nothing";
        cancellation.Cancel();
        return $"{await waiter}";
    }

    public sealed class Cached() : EventRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : EventRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : EventRules(EngineMode.DuplicateDelivery);

    public sealed class WithUpstreamDefects() : EventRules(EngineMode.UpstreamDefects);
}
