using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules N9 to N12: operations one by one, and failures that roll back.</summary>
public abstract class EntityTransactionRules : ConformanceTest
{
    private static readonly EntityInstanceId Faulty = new("faulty", "k");

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

        Assert.Contains(
            Host.Logs.Entries,
            entry => entry.Exception is FaultyEntity.FaultException || entry.Message.Contains("KABOOM", StringComparison.Ordinal));
        Assert.NotNull(await Client.Entities.GetEntityAsync(Faulty));
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
