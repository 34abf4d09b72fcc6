using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules N9 to N16: operations one by one, failures that roll back, signals, starts.</summary>
public abstract class EntityTransactionRules : ConformanceTest
{
    private static readonly EntityInstanceId Faulty = new("faulty", "k");
    private static readonly EntityInstanceId Target = new("counter", "target");

    private protected EntityTransactionRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task N9_OperationsOfOneEntity_RunOneAtATimeInOrder()
    {
        var running = 0;
        Functions.Entity("log", async operation =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            await Task.Yield();
            var log = operation.State.GetState<List<int>>() ?? [];
            log.Add(operation.GetInput<int>());
            operation.State.SetState(log);
            Interlocked.Decrement(ref running);
            return null;
        });
        Functions.Orchestrator("Main", async context =>
        {
            for (var i = 0; i < 100; i++) await context.Entities.SignalEntityAsync(new EntityInstanceId("log", "k"), "put", i);
        });

        await Host.RunAsync("Main");
        await Host.SettleAsync();

        Assert.Equal(Enumerable.Range(0, 100), await StateAsync<List<int>>(new EntityInstanceId("log", "k")));
    }

    [Fact]
    public async Task N9_WaitingOperations_ShareABatch()
    {
        var batches = new List<int>();
        Functions.RawEntity("batched", async dispatcher =>
        {
            var operations = 0;
            await dispatcher.DispatchAsync(operation =>
            {
                operations++;
                operation.State.SetState(operation.GetInput<int>());
                return default;
            });
            lock (batches) batches.Add(operations);
        });

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Client.Entities.SignalEntityAsync(new("batched", "k"), "", i)));
        await Host.SettleAsync();

        Assert.Equal(100, batches.Sum());
        Assert.InRange(batches.Count, 1, 99);
    }

    [Fact]
    public async Task N10_N11_Official_CallFaultyEntity_RollsBackEachFailedOperation()
    {
        Functions.Entity<FaultyEntity>("faulty");
        Functions.Orchestrator("Main", async context =>
        {
            await AssertFailsAsync(context, "Throw", "KABOOM", null);
            await AssertFailsAsync(context, "ThrowNested", "KABOOOOOM", "KABOOM");
            await AssertFailsAsync(context, "SetUnwritable", "cannot be written", null);
            await AssertFailsAsync(context, "SetThenThrow", "KABOOM after nothing", null, 333);
            Assert.False(await CallAsync<bool>(context, "Exists"));

            await CallAsync<object>(context, "SetUnreadable");
            Assert.True(await CallAsync<bool>(context, "Exists"));
            await AssertFailsAsync(context, "Get", "cannot be read back", null);
            await CallAsync<object>(context, "Delete");
            Assert.False(await CallAsync<bool>(context, "Exists"));

            await CallAsync<object>(context, "Set", 3);
            await AssertFailsAsync(context, "SetThenThrow", "KABOOM after nothing", null, 333);
            Assert.Equal(3, await CallAsync<int>(context, "Get"));
            await AssertFailsAsync(context, "DeleteThenThrow", "KABOOM after nothing", null);
            Assert.Equal(3, await CallAsync<int>(context, "Get"));
            return "ok";
        });

        Assert.Equal("ok", await RunAsync<string>("Main"));
    }

    [Theory]
    [InlineData("Set 42, SetThenThrow 333, DeleteThenThrow", 42)]
    [InlineData("Get, Set 42, Delete, Set 43, DeleteThenThrow", 43)]
    [InlineData("Set 55, SetUnwritable", 55)]
    [InlineData("Set 1, Delete, Set 2, Delete, SetThenThrow 333", null)]
    [InlineData("Set 1, SetThenThrow 333, Set 2, DeleteThenThrow, Delete, Set 3", 3)]
    [InlineData("SetThenThrow 333", null)]
    public async Task N10_Official_CallFaultyEntityBatches_EndInWhatSucceeded(string batch, int? state)
    {
        Functions.Entity<FaultyEntity>("faulty");
        Functions.Orchestrator("Main", async context =>
        {
            foreach (var operation in batch.Split(", ").Select(text => text.Split(' ')))
                await context.Entities.SignalEntityAsync(Faulty, operation[0], operation.Length > 1 ? int.Parse(operation[1]) : null);
            return await CallAsync<bool>(context, "Exists") ? await CallAsync<int>(context, "Get") : (int?)null;
        });

        Assert.Equal(state, await RunAsync<int?>("Main"));
    }

    [Theory]
    [InlineData("Send", 7)]
    [InlineData("SendThenThrow", 0)]
    public async Task N10_SignalsOfAnOperation_LeaveOnlyIfItSucceeds(string operation, int received)
    {
        Functions.Entity<FaultyEntity>("faulty").Entity<Counter>("counter");

        await Client.Entities.SignalEntityAsync(Faulty, operation, 7);
        await Host.SettleAsync();

        Assert.Equal(received, await Client.Entities.GetEntityAsync<int>(Target) is { } target ? target.State : 0);
    }

    [Theory]
    [InlineData("Start", 1)]
    [InlineData("StartThenThrow", 0)]
    public async Task N13_StartsOfAnOperation_LeaveOnlyIfItSucceeds(string operation, int started)
    {
        Functions.Entity<FaultyEntity>("faulty").Orchestrator("Started", context => Task.FromResult(context.GetInput<string>()));

        await Client.Entities.SignalEntityAsync(Faulty, operation, "from the entity");
        await Host.SettleAsync();

        var instances = new List<OrchestrationMetadata>();
        await foreach (var instance in Client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: true))) instances.Add(instance);
        Assert.Equal(started, instances.Count);
        Assert.All(instances, instance => Assert.Equal("from the entity", Output<string>(instance)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(5)]
    public async Task N13_Official_FireAndForget_StartsAtTheGivenTime(int? delaySeconds)
    {
        Functions.Entity("launcher", operation => new(operation.Context.ScheduleNewOrchestration(
            "Launched", input: null, new StartOrchestrationOptions(StartAt: operation.GetInput<DateTimeOffset?>()))));
        Functions.Orchestrator("Launched", context => Task.FromResult(context.CurrentUtcDateTime));
        Functions.Orchestrator("Main", context => context.Entities.CallEntityAsync<string>(
            new EntityInstanceId("launcher", "k"),
            "launch",
            delaySeconds is { } delay ? new DateTimeOffset(context.CurrentUtcDateTime.AddSeconds(delay)) : null));
        var start = Host.Clock.GetUtcNow().UtcDateTime;

        var launched = await RunAsync<string>("Main");

        Assert.True(Guid.TryParseExact(launched, "N", out _));
        Assert.Equal(start.AddSeconds(delaySeconds ?? 0), Output<DateTime>(await Host.FinishAsync(launched)));
    }

    [Fact]
    public async Task N12_FailedCall_NamesEntityOperationAndCause()
    {
        Functions.Entity<FaultyEntity>("faulty");
        Functions.Orchestrator("Main", async context =>
        {
            var failed = await Assert.ThrowsAsync<EntityOperationFailedException>(() => CallAsync<object>(context, "Throw"));
            Assert.Equal((Faulty, "Throw"), (failed.EntityId, failed.OperationName));
            Assert.True(failed.FailureDetails.IsCausedBy<FaultyEntity.FaultException>());
            Assert.Contains(nameof(FaultyEntity), failed.FailureDetails.StackTrace, StringComparison.Ordinal);
            return failed.Message;
        });

        Assert.Equal("Operation 'Throw' of entity '@faulty@k' failed: KABOOM", await RunAsync<string>("Main"));
    }

    [Fact]
    public async Task N12_FailedSignal_IsOnlyLogged()
    {
        Functions.Entity<FaultyEntity>("faulty");

        await Client.Entities.SignalEntityAsync(Faulty, "Throw");
        await Client.Entities.SignalEntityAsync(Faulty, "Set", 5);
        await Host.SettleAsync();

        Assert.Contains(Host.Logs.Entries, entry => entry.Exception is FaultyEntity.FaultException || entry.Message.Contains("KABOOM", StringComparison.Ordinal));
        Assert.NotNull(await Client.Entities.GetEntityAsync(Faulty));
    }

    [Fact]
    public async Task N15_Official_SelfScheduling_DeliversByTime()
    {
        Functions.Entity("letters", operation =>
        {
            if (operation.Name == "Start")
            {
                var now = operation.GetInput<DateTimeOffset>();
                foreach (var (letter, seconds) in new[] { ("D", 4), ("C", 3), ("B", 2), ("A", 1) })
                    operation.Context.SignalEntity(operation.Context.Id, letter, options: now.AddSeconds(seconds));
            }
            else
            {
                operation.State.SetState(operation.State.GetState<string>() + operation.Name);
            }

            return default;
        });
        var id = new EntityInstanceId("letters", "k");

        await Client.Entities.SignalEntityAsync(id, "Start", input: Host.Clock.GetUtcNow());
        await Host.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal("AB", await StateAsync<string>(id));
        await Host.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal("ABCD", await StateAsync<string>(id));
    }

    [Fact]
    public async Task N16_T3_SignalFarInTheFuture_ArrivesThen()
    {
        Functions.Entity<Counter>("counter");
        var at = Host.Clock.GetUtcNow().AddDays(30);

        await Client.Entities.SignalEntityAsync(Target, "Set", 1, at);
        await Host.AdvanceAsync(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Null(await Client.Entities.GetEntityAsync(Target));
        await Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await StateAsync<int>(Target));
    }

    private static Task<T> CallAsync<T>(TaskOrchestrationContext context, string operation, object? input = null)
        => context.Entities.CallEntityAsync<T>(Faulty, operation, input);

    private static async Task AssertFailsAsync(
        TaskOrchestrationContext context, string operation, string message, string? innerMessage, object? input = null)
    {
        var failed = await Assert.ThrowsAsync<EntityOperationFailedException>(() => CallAsync<object>(context, operation, input));
        Assert.Contains(message, failed.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(innerMessage, failed.FailureDetails.InnerFailure?.ErrorMessage);
    }

    private async Task<T> StateAsync<T>(EntityInstanceId id) => (await Client.Entities.GetEntityAsync<T>(id))!.State;

    public sealed class Cached() : EntityTransactionRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : EntityTransactionRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : EntityTransactionRules(EngineMode.DuplicateDelivery);
}
