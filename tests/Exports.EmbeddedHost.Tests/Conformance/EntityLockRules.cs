using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules N17 to N20, and S5: locks and critical sections.</summary>
public abstract class EntityLockRules : ConformanceTest
{
    private static readonly EntityInstanceId A = new("counter", "a");
    private static readonly EntityInstanceId B = new("counter", "b");

    private protected EntityLockRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task N17_EmptyLockSet_IsAnArgumentException()
    {
        Functions.Orchestrator("Main", context => context.Entities.LockEntitiesAsync());

        AssertFailed("System.ArgumentException", await Host.RunAsync("Main"));
    }

    [Fact]
    public async Task N17_LockSet_IsSortedAndWithoutDuplicates()
    {
        Functions.Entity<Counter>("counter");
        Functions.Orchestrator("Main", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(B, A, B))
            {
                Assert.True(context.Entities.InCriticalSection(out var locked));
                return locked.Select(id => id.Key).Order().ToArray();
            }
        });

        Assert.Equal(["a", "b"], await RunAsync<string[]>("Main"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public async Task N17_Official_MultipleLockedTransfers_DoNotDeadlock(int count)
    {
        Functions.Entity<Counter>("counter");
        Functions.Orchestrator("Transfer", async context =>
        {
            var (from, to) = (context.GetInput<EntityInstanceId[]>()![0], context.GetInput<EntityInstanceId[]>()![1]);
            await using (await context.Entities.LockEntitiesAsync(from, to))
            {
                var fromValue = await context.Entities.CallEntityAsync<int>(from, "get");
                var toValue = await context.Entities.CallEntityAsync<int>(to, "get");
                await Task.WhenAll(
                    context.Entities.CallEntityAsync(from, "set", fromValue - 1), context.Entities.CallEntityAsync(to, "set", toValue + 1));
            }
        });
        var counters = Enumerable.Range(0, count).Select(i => new EntityInstanceId("counter", $"{i}")).ToArray();

        var ids = await Task.WhenAll(counters.Select((id, i) => Client.ScheduleNewOrchestrationInstanceAsync(
            "Transfer", new[] { id, counters[(i + 1) % count] })));

        foreach (var id in ids) Assert.Equal(OrchestrationRuntimeStatus.Completed, (await Host.FinishAsync(id)).RuntimeStatus);
        foreach (var id in counters) Assert.Equal(0, (await Client.Entities.GetEntityAsync<int>(id))!.State);
    }

    [Fact]
    public async Task N18_WhileLocked_OnlyTheHoldersOperationsRun()
    {
        Functions.Entity<Counter>("counter");
        Functions.Orchestrator("Holder", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(A))
            {
                await context.WaitForExternalEvent<int>("release");
                return await context.Entities.CallEntityAsync<int>(A, "get");
            }
        });
        var holder = await Host.StartAsync("Holder");

        await Client.Entities.SignalEntityAsync(A, "Add", 5);
        await Host.SettleAsync();
        Assert.Null(await Client.Entities.GetEntityAsync(A));
        await Host.RaiseAsync(holder, "release");

        Assert.Equal(0, Output<int>(await Host.GetAsync(holder)));
        Assert.Equal(5, (await Client.Entities.GetEntityAsync<int>(A))!.State);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("returns without disposing")]
    [InlineData("continues as new")]
    public async Task N18_EndOfTheHolder_ReleasesTheLock(string end)
    {
        Functions.Entity<Counter>("counter");
        Functions.Orchestrator("Holder", async context =>
        {
            if (context.GetInput<string>() == "again") return "done";
            var held = await context.Entities.LockEntitiesAsync(A, B);
            Assert.NotNull(held);
            if (end == "throws") throw new InvalidDataException("while holding");
            if (end == "continues as new") context.ContinueAsNew("again");
            return "left";
        });
        await Host.RunAsync("Holder");

        await AssertFreeAsync();
    }

    [Fact]
    public async Task N18_TerminationOfTheHolder_ReleasesTheLock()
    {
        Functions.Entity<Counter>("counter");
        Functions.Orchestrator("Holder", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(A, B)) await context.WaitForExternalEvent<int>("never");
        });
        var holder = await Host.StartAsync("Holder");

        await Client.TerminateInstanceAsync(holder);
        await Host.SettleAsync();

        await AssertFreeAsync();
    }

    [Theory]
    [InlineData("nested lock")]
    [InlineData("sub-orchestration")]
    [InlineData("signal to a locked entity")]
    [InlineData("call to an entity that is not locked")]
    [InlineData("second call while one is open")]
    public async Task N19_S5_InACriticalSection_IsInvalid(string kind)
    {
        Functions.Entity<Counter>("counter").Orchestrator("Child", _ => Task.CompletedTask);
        Functions.Orchestrator("Main", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(A))
            {
                var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Violate(context, kind));
                Assert.Contains("critical section", refused.Message, StringComparison.OrdinalIgnoreCase);
            }

            return "refused";
        });

        Assert.Equal("refused", await RunAsync<string>("Main"));
    }

    [Fact]
    public async Task N19_AfterTheCriticalSection_EverythingIsAllowedAgain()
    {
        Functions.Entity<Counter>("counter").Orchestrator("Child", _ => Task.CompletedTask);
        Functions.Orchestrator("Main", async context =>
        {
            Assert.False(context.Entities.InCriticalSection());
            await using (await context.Entities.LockEntitiesAsync(A))
            {
                Assert.True(context.Entities.InCriticalSection());
                await context.Entities.CallEntityAsync(A, "Add", 1);
                await context.Entities.CallEntityAsync(A, "Add", 1);
                await context.Entities.SignalEntityAsync(B, "Add", 10);
            }

            Assert.False(context.Entities.InCriticalSection());
            await context.CallSubOrchestratorAsync("Child");
            await context.Entities.SignalEntityAsync(A, "Add", 1);
            return await context.Entities.CallEntityAsync<int>(A, "Get") + await context.Entities.CallEntityAsync<int>(B, "Get");
        });

        Assert.Equal(13, await RunAsync<int>("Main"));
    }

    private static Task Violate(TaskOrchestrationContext context, string kind)
    {
        switch (kind)
        {
            case "nested lock":
                return context.Entities.LockEntitiesAsync(B);
            case "sub-orchestration":
                return context.CallSubOrchestratorAsync("Child");
            case "signal to a locked entity":
                return context.Entities.SignalEntityAsync(A, "Add", 1);
            case "call to an entity that is not locked":
                return context.Entities.CallEntityAsync(B, "Add", 1);
            default:
                _ = context.Entities.CallEntityAsync(A, "Add", 1);
                return context.Entities.CallEntityAsync(A, "Add", 1);
        }
    }

    private async Task AssertFreeAsync()
    {
        Functions.Orchestrator("Next", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(A, B)) return "locked";
        });

        Assert.Equal("locked", Output<string>(await Host.GetAsync(await Host.StartAsync("Next"))));
    }

    public sealed class Cached() : EntityLockRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : EntityLockRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : EntityLockRules(EngineMode.DuplicateDelivery);

    public sealed class WithUpstreamDefects() : EntityLockRules(EngineMode.UpstreamDefects);
}
