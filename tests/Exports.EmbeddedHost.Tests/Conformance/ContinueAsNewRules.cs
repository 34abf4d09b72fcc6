using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules C: continue-as-new.</summary>
public abstract class ContinueAsNewRules : ConformanceTest
{
    private protected ContinueAsNewRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task C1_NewGeneration_HasTheSameIdAndNameAnEmptyHistoryAndTheNewInput()
    {
        Functions.Activity<int, int>("Fail", _ => throw new InvalidDataException());
        Functions.Orchestrator("Count", async context =>
        {
            var count = context.GetInput<int>();
            var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<int>("Fail", count));
            if (count < 5) context.ContinueAsNew(count + 1);
            return $"{context.Name} {context.InstanceId} {count} #{failed.TaskId}";
        });

        var instance = await Host.RunAsync("Count", 1, new StartOrchestrationOptions("counter"));

        Assert.Equal("Count counter 5 #0", Output<string>(instance));
        Assert.Equal(5, instance.ReadInputAs<int>());
    }

    [Fact]
    public async Task C1_CustomStatusTagsAndParent_AreKept()
    {
        Functions.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Child", 1));
        Functions.Orchestrator("Child", context =>
        {
            if (context.GetInput<int>() == 1)
            {
                context.SetCustomStatus("from the first");
                context.ContinueAsNew(2);
            }

            return Task.FromResult(context.Parent?.Name.Name);
        });
        var tags = new StartOrchestrationOptions("first") { Tags = new Dictionary<string, string> { ["team"] = "exports" } };

        var alone = await Host.RunAsync("Child", 1, tags);

        Assert.Equal("Parent", await RunAsync<string>("Parent"));
        Assert.Equal("from the first", alone.ReadCustomStatusAs<string>());
        Assert.Equal("exports", alone.Tags["team"]);
    }

    [Theory]
    [InlineData(null, "1.0")]
    [InlineData("2.0", "2.0")]
    public async Task C1_Version_IsKeptUnlessANewOneIsGiven(string? newVersion, string expected)
    {
        Functions.Orchestrator("Main", context =>
        {
            if (context.GetInput<int>() == 1) context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 2, NewVersion = newVersion });
            return Task.FromResult(context.Version);
        });

        var instance = await Host.RunAsync("Main", 1, new StartOrchestrationOptions { Version = "1.0" });

        Assert.Equal(expected, Output<string>(instance));
    }

    [Fact]
    public async Task C2_MethodRunsOnToItsReturn()
    {
        Functions.Activity<int, int>("Work", n => n);
        Functions.Orchestrator("Main", async context =>
        {
            if (context.GetInput<string>() is { } result) return result;

            context.ContinueAsNew("restarted");
            await context.CallActivityAsync<int>("Work", 1);
            context.SetCustomStatus("ran on");
            return "ignored";
        });

        var instance = await Host.RunAsync("Main");

        Assert.Equal("restarted", Output<string>(instance));
        Assert.Equal("ran on", instance.ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task C2_TimerLeftByTheOldGeneration_DoesNotCompleteOneOfTheNew()
    {
        Functions.Orchestrator("Main", async context =>
        {
            if (context.GetInput<int>() == 1)
            {
                using var cancellation = new CancellationTokenSource();
                _ = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
                cancellation.Cancel();
                context.ContinueAsNew(2);
                return default;
            }

            await context.CreateTimer(TimeSpan.FromHours(3), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        var start = Host.Clock.GetUtcNow().UtcDateTime;

        Assert.Equal(start.AddHours(3), await RunAsync<DateTime>("Main", 1));
    }

    [Fact]
    public async Task C2_OpenTimer_DelaysTheNewGeneration()
    {
        Functions.Orchestrator("Main", context =>
        {
            if (context.GetInput<int>() == 1)
            {
                _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                context.ContinueAsNew(2);
            }

            return Task.FromResult(context.CurrentUtcDateTime);
        });
        var start = Host.Clock.GetUtcNow().UtcDateTime;

        Assert.Equal(start.AddHours(1), await RunAsync<DateTime>("Main", 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C3_BufferedEvents_AreKeptInOrderOrDropped(bool preserve)
    {
        Functions.Orchestrator("Main", async context =>
        {
            if (context.GetInput<int>() == 1)
            {
                await context.WaitForExternalEvent<int>("go on");
                context.ContinueAsNew(2, preserve);
                return [];
            }

            return await DrainAsync(context, "event");
        });
        var id = await Host.StartAsync("Main", 1);

        foreach (var value in new[] { 1, 2, 3 }) await Host.RaiseAsync(id, "event", value);
        await Host.RaiseAsync(id, "go on");

        Assert.Equal(preserve ? [1, 2, 3] : [], Output<int[]>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task C3_EventsAfterTheCall_AreForwardedToo()
    {
        Functions.Orchestrator("Main", async context =>
        {
            if (context.GetInput<int>() == 1)
            {
                context.ContinueAsNew(2);
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return [];
            }

            return await DrainAsync(context, "event");
        });
        var id = await Host.StartAsync("Main", 1);

        foreach (var value in new[] { 1, 2, 3 }) await Host.RaiseAsync(id, "event", value);

        Assert.Equal([1, 2, 3], Output<List<int>>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task C3_EventsAfterTheCall_AreForwardedPastAWaiterThatIsLeftBehind()
    {
        Functions.Orchestrator("Main", async context =>
        {
            if (context.GetInput<int>() == 1)
            {
                _ = context.WaitForExternalEvent<int>("event");
                context.ContinueAsNew(2);
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return [];
            }

            return await DrainAsync(context, "event");
        });
        var id = await Host.StartAsync("Main", 1);

        foreach (var value in new[] { 1, 2, 3 }) await Host.RaiseAsync(id, "event", value);

        Assert.Equal([1, 2, 3], Output<List<int>>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task C4_ExceptionAfterContinueAsNew_FailsTheInstance()
    {
        Functions.Orchestrator("Main", context =>
        {
            context.ContinueAsNew(1);
            throw new InvalidDataException("afterwards");
        });

        AssertFailed("System.IO.InvalidDataException", await Host.RunAsync("Main"));
    }

    [Fact]
    public async Task C4_Terminate_BeatsContinueAsNew()
    {
        Functions.Orchestrator("Main", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.ContinueAsNew();
            return Task.CompletedTask;
        });
        var id = await Host.StartAsync("Main");

        await Client.TerminateInstanceAsync(id, output: "enough");
        await Host.AdvanceAsync(TimeSpan.FromHours(2));

        var instance = await Host.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, instance.RuntimeStatus);
        Assert.Equal("enough", instance.ReadOutputAs<string>());
    }

    [Fact]
    public async Task C5_ClientsSeeRunning_BetweenGenerations()
    {
        Functions.Orchestrator("Main", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.ContinueAsNew();
        });
        var id = await Host.StartAsync("Main");
        var created = (await Host.GetAsync(id)).CreatedAt;

        await Host.AdvanceAsync(TimeSpan.FromHours(5));

        var instance = await Host.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Running, instance.RuntimeStatus);
        Assert.Equal(created, instance.CreatedAt);
    }

    [Fact]
    public async Task C6_ManyInstancesWithManyGenerations_LoseNothing()
    {
        Functions.Activity<int, int>("Add", n => n + 1);
        Functions.Orchestrator("Main", async context =>
        {
            var count = context.GetInput<int>();
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => context.CallActivityAsync<int>("Add", count)));
            if (results[0] < 10) context.ContinueAsNew(results.Max());
            return results.Sum();
        });
        var ids = new List<string>();
        for (var i = 0; i < 10; i++) ids.Add(await Client.ScheduleNewOrchestrationInstanceAsync("Main", 0));

        foreach (var id in ids) Assert.Equal(30, Output<int>(await Host.FinishAsync(id)));
    }

    /// <summary>Takes the events of one name until none comes for a minute.</summary>
    private static async Task<int[]> DrainAsync(TaskOrchestrationContext context, string name)
    {
        var values = new List<int>();
        while (true)
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromMinutes(1), stop.Token);
            var next = context.WaitForExternalEvent<int>(name);
            if (await Task.WhenAny(next, timer) == timer) return [.. values];
            stop.Cancel();
            values.Add(await next);
        }
    }

    public sealed class Cached() : ContinueAsNewRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : ContinueAsNewRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : ContinueAsNewRules(EngineMode.DuplicateDelivery);
}
