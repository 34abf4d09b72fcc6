using Exports.EmbeddedHost.Engine;
using Exports.EmbeddedHost.Engine.Store;
using Exports.TestKit.Faults;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Engine.Faults;

/// <summary>
/// Many workflows at once, and a process that dies again and again at random commits: in the end every workflow is complete and every
/// entity operation has counted exactly once, whatever the mode, the cache and the size of a step.
/// </summary>
public sealed class RepeatedCrashTests : IDisposable
{
    private const int Workflows = 12;
    private const int OperationsPerWorkflow = 10;
    private const int MaxCrashes = 8;
    private const int CommitsPerLife = 120;

    private readonly CrowdedStore _store = new();

    public RepeatedCrashTests()
    {
        _store.Functions.Entity("counter", (TaskEntityOperation operation) =>
        {
            operation.State.SetState(operation.State.GetState<int>() + 1);
            return default;
        });
        _store.Functions.Activity<int, int>("Work", n => n);
        _store.Functions.Orchestrator<int>("Generations", GenerationsAsync);
        _store.Functions.Orchestrator<int>("Main", MainAsync);
    }

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Crowd_CrashedAtRandomCommits_CountsEveryOperationOnce(int seed)
    {
        var random = new Random(seed);
        for (var crashes = 0; !await _store.LiveAsync(RandomOptions(random), RandomPlan(random, crashes), BeginAsync); crashes++)
        {
            Assert.InRange(crashes, 0, MaxCrashes);
        }

        var instances = _store.Read(store => store.QueryInstances(new InstanceFilter { IdPrefix = "workflow-" }));
        Assert.Equal(Workflows, instances.Count(instance => instance.Status == OrchestrationRuntimeStatus.Completed));
        var entities = _store.Read(store => store.QueryEntities(new EntityFilter()));
        Assert.Equal(
            Workflows * OperationsPerWorkflow,
            entities.Sum(entity => int.Parse(entity.State!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(entities, entity => Assert.Null(entity.Lock));
        Assert.Empty(_store.Read(store => store.ReadAllMessages()));
    }

    private static DurableEngineOptions RandomOptions(Random random) => new()
    {
        ReplayFromScratch = random.Next(2) == 0,
        DuplicateDelivery = random.Next(2) == 0,
        InstanceCacheSize = random.Next(2) == 0 ? 3 : 1_000,
        MaxMessagesPerStep = random.Next(2) == 0 ? 2 : 500,
    };

    private static CrashPlan RandomPlan(Random random, int crashes)
    {
        var commit = random.Next(1, CommitsPerLife);
        var before = random.Next(2) == 0;
        return crashes == MaxCrashes ? CrashPlan.None() : before ? CrashPlan.BeforeCommit(commit) : CrashPlan.AfterCommit(commit);
    }

    private static async Task BeginAsync(DurableTaskClient client)
    {
        for (var number = 0; number < Workflows; number++)
        {
            var id = $"workflow-{number}";
            await EnsureStartedAsync(client, id, number);
            await client.RaiseEventAsync(id, "go");
        }
    }

    private static async Task EnsureStartedAsync(DurableTaskClient client, string id, int number)
    {
        if (await client.GetInstanceAsync(id) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync("Main", number, new StartOrchestrationOptions(id));
        }
    }

    // Ten operations: 3 calls, 2 signals (one of them scheduled), 2 under a lock, 3 generations of a child.
    private static async Task<int> MainAsync(TaskOrchestrationContext context)
    {
        var number = context.GetInput<int>();
        using var won = new CancellationTokenSource();
        var deadline = context.CreateTimer(TimeSpan.FromHours(6), won.Token);
        var child = context.CallSubOrchestratorAsync<int>("Generations", 0);
        var calls = Enumerable.Range(0, 3).Select(step => WorkThenCountAsync(context, number + step)).ToArray();
        await context.Entities.SignalEntityAsync(Counter(number), "add");
        await context.Entities.SignalEntityAsync(
            Counter(number), "add", options: new SignalEntityOptions { SignalTime = context.CurrentUtcDateTime.AddMinutes(1) });
        await Task.WhenAll(calls);
        await using (await context.Entities.LockEntitiesAsync(Counter(number), Counter(number + 1)))
        {
            await context.Entities.CallEntityAsync(Counter(number), "add");
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            await context.Entities.CallEntityAsync(Counter(number + 1), "add");
        }

        await child;
        await context.WaitForExternalEvent<object>("go");
        won.Cancel();
        return deadline.IsCanceled ? number : -1;
    }

    private static async Task WorkThenCountAsync(TaskOrchestrationContext context, int number)
    {
        await context.CallActivityAsync<int>("Work", number);
        await context.Entities.CallEntityAsync(Counter(number), "add");
    }

    private static async Task<int> GenerationsAsync(TaskOrchestrationContext context)
    {
        var generation = context.GetInput<int>();
        await context.Entities.CallEntityAsync(Counter(generation), "add");
        await context.CreateTimer(TimeSpan.FromSeconds(3), CancellationToken.None);
        if (generation < 2)
        {
            context.ContinueAsNew(generation + 1);
        }

        return generation;
    }

    private static EntityInstanceId Counter(int number) =>
        new("counter", (number % 5).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
