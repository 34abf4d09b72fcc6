using Exports.TestKit.Engine;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules R4 to R9: time, thread, duplicates, open tasks and logs under replay.</summary>
public abstract class ReplayRules : ConformanceTest
{
    private protected ReplayRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task R4_CurrentUtcDateTime_AdvancesFromEpisodeToEpisodeAndReplaysTheSame()
    {
        var start = Host.Clock.GetUtcNow().UtcDateTime;
        Functions.Activity<int, int>("Work", n => n);
        Functions.Orchestrator("Main", async context =>
        {
            var times = new List<DateTime> { context.CurrentUtcDateTime };
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            times.Add(context.CurrentUtcDateTime);
            await context.CallActivityAsync<int>("Work", 1);
            times.Add(context.CurrentUtcDateTime);
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            times.Add(context.CurrentUtcDateTime);
            return times;
        });

        var times = await RunAsync<List<DateTime>>("Main");

        Assert.Equal([start, start.AddHours(1), start.AddHours(1), start.AddHours(1).AddMinutes(1)], times);
        Assert.All(times, time => Assert.Equal(DateTimeKind.Utc, time.Kind));
    }

    [Fact]
    public async Task R5_IsReplaying_IsTrueForThePastOnly()
    {
        Functions.Activity<int, int>("Work", n => n);
        Functions.Orchestrator("Main", async context =>
        {
            var replaying = new List<bool> { context.IsReplaying };
            await context.CallActivityAsync<int>("Work", 1);
            replaying.Add(context.IsReplaying);
            await context.CallActivityAsync<int>("Work", 2);
            replaying.Add(context.IsReplaying);
            return replaying;
        });

        var past = Mode is not EngineMode.Cached;
        Assert.Equal([past, past, false], await RunAsync<List<bool>>("Main"));
    }

    [Fact]
    public async Task R6_ContextUsedFromAnotherThread_Throws()
    {
        Functions.Activity<int, int>("Work", n => n);
        Functions.Orchestrator("Main", context =>
        {
            Task<Exception>? refusal = null;
            var thread = new Thread(() => refusal = Record.ExceptionAsync(() => context.CallActivityAsync<int>("Work", 1)));
            thread.Start();
            thread.Join();
            return Task.FromResult(refusal!.IsCompleted ? refusal.Result?.GetType().Name : "not refused");
        });

        Assert.Equal(nameof(InvalidOperationException), await RunAsync<string>("Main"));
    }

    [Fact]
    public async Task R6_ForeignAwaitBeforeTheFirstDurableCall_FailsTheInstance()
    {
        Functions.Orchestrator("Main", async _ => await new TaskCompletionSource().Task);

        AssertFailed("System.InvalidOperationException", await Host.RunAsync("Main"));
    }

    [Fact]
    public async Task R7_CompletionsThatComeTwice_CountOnce()
    {
        Functions.Activity<int, int>("Work", n => n).Orchestrator("Child", context => Task.FromResult(context.GetInput<int>()));
        Functions.Orchestrator("Main", async context =>
        {
            var sum = 0;
            for (var n = 1; n <= 5; n++)
            {
                sum += await context.CallActivityAsync<int>("Work", n);
                sum += await context.CallSubOrchestratorAsync<int>("Child", 10 * n);
                await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            }

            return $"{sum} after {(context.CurrentUtcDateTime - context.GetInput<DateTime>()).TotalSeconds} s";
        });

        Assert.Equal("165 after 5 s", await RunAsync<string>("Main", Host.Clock.GetUtcNow().UtcDateTime));
    }

    [Fact]
    public async Task R8_OpenTimer_KeepsTheInstanceRunningAfterItsReturn()
    {
        Functions.Orchestrator("Main", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return Task.FromResult("done");
        });

        var id = await Host.StartAsync("Main");
        await Host.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await StatusAsync(id));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("done", Output<string>(await Host.GetAsync(id)));
    }

    [Fact]
    public async Task R8_UnawaitedActivity_KeepsTheInstanceRunningAfterItsReturn()
    {
        var mayFinish = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Functions.ActivityAsync<int, int>("Slow", (_, _) =>
        {
            running.TrySetResult();
            return mayFinish.Task;
        });
        Functions.Orchestrator("Main", context =>
        {
            _ = context.CallActivityAsync<int>("Slow", 1);
            return Task.FromResult("done");
        });

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await running.Task;
        Assert.Equal(OrchestrationRuntimeStatus.Running, await StatusAsync(id));
        mayFinish.SetResult(1);

        Assert.Equal("done", Output<string>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task R8_UnansweredEventWait_DoesNotKeepTheInstance()
    {
        Functions.Orchestrator("Main", context =>
        {
            _ = context.WaitForExternalEvent<int>("never");
            return Task.FromResult("done");
        });

        Assert.Equal("done", Output<string>(await Host.GetAsync(await Host.StartAsync("Main"))));
    }

    [Fact]
    public async Task R9_ReplaySafeLogger_WritesEachLineOnce()
    {
        Functions.Activity<int, int>("Work", n => n);
        Functions.Orchestrator("Main", async context =>
        {
            var logger = context.CreateReplaySafeLogger("conformance");
            logger.LogInformation("before");
            await context.CallActivityAsync<int>("Work", 1);
            context.CreateReplaySafeLogger<ReplayRules>().LogInformation("between");
            await context.CallActivityAsync<int>("Work", 2);
            context.ReplaySafeLoggerFactory.CreateLogger("conformance").LogInformation("after");
        });

        await Host.RunAsync("Main");

        foreach (var line in new[] { "before", "between", "after" })
            Assert.Single(Host.Logs.Entries, entry => entry.Message == line);
    }

    public sealed class Cached() : ReplayRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : ReplayRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : ReplayRules(EngineMode.DuplicateDelivery);
}

