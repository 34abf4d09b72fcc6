using System.Security.Cryptography;
using System.Text;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules R1 to R3 and R10: numbered actions that must come again, and what may differ.</summary>
public abstract class DeterminismRules : ConformanceTest
{
    private protected DeterminismRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task R1_EveryAction_TakesTheNextNumberFromZero()
    {
        var store = new EntityInstanceId("store", "a");
        Functions.Activity<int, int>("Double", n => 2 * n).Activity<int, int>("Fail", _ => throw new InvalidDataException());
        Functions.Orchestrator("Child", _ => Task.CompletedTask).Entity("store", _ => default);
        Functions.Orchestrator("Main", async context =>
        {
            await context.CallActivityAsync<int>("Double", 1);
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            await context.CallSubOrchestratorAsync("Child");
            context.SendEvent("somebody", "hello", 1);
            await context.Entities.SignalEntityAsync(store, "put", 1);
            await context.Entities.CallEntityAsync(store, "put", 2);
            return await NextNumberAsync(context);
        });

        Assert.Equal(6, await RunAsync<int>("Main"));
    }

    [Fact]
    public async Task R1_LockAndRelease_TakeOneNumberPerMessage()
    {
        Functions.Activity<int, int>("Fail", _ => throw new InvalidDataException()).Entity("store", _ => default);
        Functions.Orchestrator("Main", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(new EntityInstanceId("store", "a"), new EntityInstanceId("store", "b")))
            {
            }

            return await NextNumberAsync(context);
        });

        Assert.Equal(3, await RunAsync<int>("Main"));
    }

    [Fact]
    public Task R2_AnotherActivityNameOnReplay_FailsTheInstance()
        => AssertNonDeterministicAsync((context, changed) => context.CallActivityAsync<int>(changed ? "Other" : "Work", 1));

    [Fact]
    public Task R2_AnotherKindOfActionOnReplay_FailsTheInstance()
        => AssertNonDeterministicAsync((context, changed) => changed
            ? context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None)
            : context.CallActivityAsync<int>("Work", 1));

    [Fact]
    public Task R2_AnotherChildNameOnReplay_FailsTheInstance()
        => AssertNonDeterministicAsync((context, changed) => context.CallSubOrchestratorAsync(changed ? "OtherChild" : "Child"));

    [Fact]
    public Task R2_ActionGoneOnReplay_FailsTheInstance()
        => AssertNonDeterministicAsync((context, changed) => changed ? Task.CompletedTask : context.CallActivityAsync<int>("Work", 1));

    [Fact]
    public async Task R2_NameInAnotherCaseOnReplay_IsTheSameName()
    {
        var instance = await ChangeCodeWhileWaitingAsync((context, changed) => context.CallActivityAsync<int>(changed ? "WORK" : "work", 1));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
    }

    [Fact]
    public async Task R3_TimerAtAnotherTimeOnReplay_IsTheSameTimer()
    {
        var instance = await ChangeCodeWhileWaitingAsync((context, changed) => context.CreateTimer(
            Host.Clock.GetUtcNow().UtcDateTime.AddSeconds(changed ? 7 : 1), CancellationToken.None));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
    }

    [Fact]
    public async Task R10_NewGuid_IsTheNameBasedGuidOfInstanceTimeAndCounter()
    {
        var time = Host.Clock.GetUtcNow().UtcDateTime;
        Functions.Activity<int, int>("Work", n => n);
        Functions.Orchestrator("Main", async context =>
        {
            var guids = new List<Guid> { context.NewGuid(), context.NewGuid() };
            await context.CallActivityAsync<int>("Work", 1);
            guids.Add(context.NewGuid());
            return guids;
        });

        var guids = Output<List<Guid>>(await Host.RunAsync("Main", options: new StartOrchestrationOptions("known-id")));

        Assert.Equal(Enumerable.Range(0, 3).Select(counter => NameBasedGuid($"known-id_{time:o}_{counter}")), guids);
    }

    // RFC 9562 version 5, in the namespace that rule R10 names.
    private static Guid NameBasedGuid(string name)
    {
        byte[] input = [.. Guid.Parse("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
#pragma warning disable CA5350 // The rule prescribes SHA-1; nothing secret is involved.
        var hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private static async Task<int> NextNumberAsync(TaskOrchestrationContext context)
    {
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<int>("Fail", 0));
        return failed.TaskId;
    }

    private async Task AssertNonDeterministicAsync(Func<TaskOrchestrationContext, bool, Task> step)
    {
        var instance = await ChangeCodeWhileWaitingAsync(step);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.EndsWith("NonDeterministicOrchestrationException", instance.FailureDetails!.ErrorType, StringComparison.Ordinal);
    }

    /// <summary>Runs a step as first written, restarts the host with the changed code, and wakes the instance up.</summary>
    private async Task<OrchestrationMetadata> ChangeCodeWhileWaitingAsync(Func<TaskOrchestrationContext, bool, Task> step)
    {
        var changed = false;
        foreach (var name in new[] { "Work", "Other" }) Functions.Activity<int, int>(name, n => n);
        foreach (var name in new[] { "Child", "OtherChild" }) Functions.Orchestrator(name, _ => Task.CompletedTask);
        Functions.Orchestrator("Main", async context =>
        {
            await step(context, changed);
            await context.WaitForExternalEvent<int>("go");
        });
        var id = await Host.StartAsync("Main");
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        changed = true;
        await Host.RestartAsync();
        await Host.RaiseAsync(id, "go", 1);
        return await Host.FinishAsync(id);
    }

    public sealed class Cached() : DeterminismRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : DeterminismRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : DeterminismRules(EngineMode.DuplicateDelivery);
}
