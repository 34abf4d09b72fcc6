using System.Text.Json;
using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Engine.Faults;

/// <summary>
/// A workflow with everything that commits: activities, a timer, a child, entity calls, signals and locks, an entity that starts an
/// orchestration, an event, a new generation. And a client that repeats what it was not told.
/// </summary>
internal static class CrashScenario
{
    private static readonly EntityInstanceId Account = new("counter", "account");
    private static readonly EntityInstanceId Reserve = new("counter", "reserve");

    public static void Declare(FunctionTable functions)
    {
        functions.Activity<int, int>("Double", n => 2 * n).Entity<Counter>("counter");
        functions.Entity("launcher", operation => new(operation.Context.ScheduleNewOrchestration(
            "Child", 100, new StartOrchestrationOptions("launched"))));
        functions.Orchestrator("Child", async context => await context.CallActivityAsync<int>("Double", context.GetInput<int>()));
        functions.Orchestrator("Main", context => context.GetInput<int>() == 1 ? FirstAsync(context) : SecondAsync(context));
    }

    /// <summary>Does what is left to do and waits for the end. May be called again after a crash.</summary>
    public static async Task DriveAsync(EngineTestHost host)
    {
        if (await host.Client.GetInstanceAsync("main") is null) await host.StartAsync("Main", 1, new StartOrchestrationOptions("main"));
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        if (!(await host.GetAsync("main")).IsCompleted) await host.RaiseAsync("main", "paid", 7);
        await host.FinishAsync("main");
        await host.SettleAsync();
    }

    /// <summary>Everything a client can see, except times.</summary>
    public static async Task<string> EndStateAsync(EngineTestHost host)
    {
        var lines = new List<string>();
        await foreach (var instance in host.Client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: true)))
            lines.Add($"{instance.InstanceId} {instance.Name} {instance.RuntimeStatus} {instance.SerializedOutput}{instance.FailureDetails}");
        await foreach (var entity in host.Entities.GetAllEntitiesAsync(new EntityQuery { IncludeTransient = true }))
        {
            var state = JsonSerializer.Serialize(entity.IncludesState ? entity.State.Value : null);
            lines.Add($"{state} {entity.Id} {entity.LockedBy} {entity.BacklogQueueSize}");
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static async Task<string> FirstAsync(TaskOrchestrationContext context)
    {
        var doubled = await Task.WhenAll(Enumerable.Range(1, 3).Select(n => context.CallActivityAsync<int>("Double", n)));
        var child = await context.CallSubOrchestratorAsync<int>("Child", 5, new SubOrchestrationOptions(instanceId: "child"));
        await context.Entities.CallEntityAsync(Account, "Add", doubled.Sum() + child);
        await context.Entities.SignalEntityAsync(Reserve, "Add", 1);
        await context.Entities.SignalEntityAsync(new EntityInstanceId("launcher", "k"), "launch");
        await context.CreateTimer(TimeSpan.FromMinutes(30), CancellationToken.None);
        var paid = await context.WaitForExternalEvent<int>("paid", TimeSpan.FromDays(1));
        context.ContinueAsNew(paid);
        return "";
    }

    private static async Task<string> SecondAsync(TaskOrchestrationContext context)
    {
        await using (await context.Entities.LockEntitiesAsync(Account, Reserve))
        {
            await context.Entities.CallEntityAsync(Account, "Add", -context.GetInput<int>());
            await context.Entities.CallEntityAsync(Reserve, "Add", context.GetInput<int>());
        }

        return $"{await context.Entities.CallEntityAsync<int>(Account, "Get")} {await context.CallActivityAsync<int>("Double", 50)}";
    }
}
