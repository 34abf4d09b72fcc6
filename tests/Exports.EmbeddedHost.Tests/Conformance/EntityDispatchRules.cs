using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules N1 to N8: identity and dispatch. The finer points of N2 to N7 are tested with <see cref="TaskEntity{TState}"/> itself.</summary>
public abstract class EntityDispatchRules : ConformanceTest
{
    private protected EntityDispatchRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task N1_DefaultIdInClientCalls_IsAnArgumentException()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.Entities.GetEntityAsync(default));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.Entities.GetEntityAsync<int>(default));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.Entities.SignalEntityAsync(default, "any"));
    }

    [Theory]
    [InlineData("call")]
    [InlineData("signal")]
    [InlineData("lock")]
    public async Task N1_DefaultIdInAnOrchestration_FailsTheInstance(string kind)
    {
        Functions.Orchestrator("Main", async context =>
        {
            if (kind == "call") await context.Entities.CallEntityAsync<int>(default, "any");
            if (kind == "signal") await context.Entities.SignalEntityAsync(default, "any");
            if (kind == "lock") await context.Entities.LockEntitiesAsync(default(EntityInstanceId));
        });

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Host.RunAsync("Main")).RuntimeStatus);
    }

    [Fact]
    public async Task N1_KeysThatDifferInCase_AreTwoEntitiesAndNamesAreOne()
    {
        Functions.Entity<Counter>("Counter");
        foreach (var (name, key) in new[] { ("Counter", "k"), ("COUNTER", "k"), ("counter", "K"), ("counter", "") })
            await Client.Entities.SignalEntityAsync(new EntityInstanceId(name, key), "Add", 1);
        await Host.SettleAsync();

        Assert.Equal(2, await StateAsync<int>("counter", "k"));
        Assert.Equal(1, await StateAsync<int>("counter", "K"));
        Assert.Equal(1, await StateAsync<int>("counter", ""));
    }

    [Fact]
    public async Task N4_Call_ReturnsTheResultOfTheOperation()
    {
        Functions.Entity<Counter>("counter");
        Functions.Orchestrator("Main", async context =>
        {
            var counter = new EntityInstanceId("counter", "k");
            await context.Entities.CallEntityAsync(counter, "set", 40);
            return await context.Entities.CallEntityAsync<int>(counter, "ADD", 2);
        });

        Assert.Equal(42, await RunAsync<int>("Main"));
        Assert.Equal(42, await StateAsync<int>("counter", "k"));
    }

    [Fact]
    public async Task N6_DefaultValueType_IsAStateAndNullIsNone()
    {
        Functions.Entity<Counter>("counter");

        await SignalAsync("counter", "Set", 0);
        Assert.Equal(0, await StateAsync<int>("counter", "k"));
        await SignalAsync("counter", "Delete");

        Assert.Null(await Client.Entities.GetEntityAsync(new EntityInstanceId("counter", "k")));
    }

    [Theory]
    [InlineData("class", true)]
    [InlineData("entity", true)]
    [InlineData("raw", false)]
    public async Task N8_GetAfterDelete_RecreatesTheEntityExceptWithRawHandling(string kind, bool recreates)
    {
        DeclareStores();
        Functions.Orchestrator("Main", async context =>
        {
            var id = new EntityInstanceId(kind, "k");
            await context.Entities.CallEntityAsync(id, "Set", "333");
            var value = await context.Entities.CallEntityAsync<string>(id, "Get");
            await context.Entities.CallEntityAsync(id, "Delete");
            return new[] { value, await context.Entities.CallEntityAsync<string?>(id, "Get") };
        });

        Assert.Equal(["333", recreates ? "" : null], await RunAsync<List<string?>>("Main"));
        Assert.Equal(recreates, await Client.Entities.GetEntityAsync(new EntityInstanceId(kind, "k")) is not null);
    }

    [Theory]
    [InlineData("class")]
    [InlineData("entity")]
    [InlineData("raw")]
    public async Task Official_SignalAndCall_SeesTheSignalFirst(string kind)
    {
        DeclareStores();
        Functions.Orchestrator("Main", async context =>
        {
            var id = new EntityInstanceId(kind, "k");
            await context.Entities.SignalEntityAsync(id, "Set", "333");
            return await context.Entities.CallEntityAsync<string>(id, "Get");
        });

        Assert.Equal("333", await RunAsync<string>("Main"));
    }

    [Fact]
    public async Task Official_SetAndGet_WaitsForTheState()
    {
        Functions.Entity<Counter>("counter");
        Assert.Null(await Client.Entities.GetEntityAsync<int>(new EntityInstanceId("counter", "k")));

        await SignalAsync("counter", "set", 1);

        Assert.Equal(1, await StateAsync<int>("counter", "k"));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Official_SignalThenPoll_SeesTheValue(bool direct, bool delayed)
    {
        Functions.Entity<Counter>("counter").Entity("relay", operation =>
        {
            var at = operation.GetInput<DateTimeOffset?>();
            operation.Context.SignalEntity(new EntityInstanceId("counter", "k"), "set", 333, new SignalEntityOptions { SignalTime = at });
            return default;
        });
        Functions.Orchestrator("Poll", async context =>
        {
            while (await context.Entities.CallEntityAsync<int>(new EntityInstanceId("counter", "k"), "get") != 333)
                await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        var start = Host.Clock.GetUtcNow();
        DateTimeOffset? time = delayed ? start.AddSeconds(5) : null;
        var poll = await Host.StartAsync("Poll");

        if (direct) await Client.Entities.SignalEntityAsync(new("counter", "k"), "set", 333, new SignalEntityOptions { SignalTime = time });
        else await Client.Entities.SignalEntityAsync(new("relay", ""), "", input: time);

        var seen = Output<DateTime>(await Host.FinishAsync(poll));
        Assert.InRange(seen, (time ?? start).UtcDateTime, (time ?? start).UtcDateTime.AddSeconds(1));
    }

    private void DeclareStores()
        => Functions.Entity<TextStore>("class").Entity<TextStoreEntity>("entity").Entity<RawTextStore>("raw");

    private async Task SignalAsync(string name, string operation, object? input = null)
    {
        await Client.Entities.SignalEntityAsync(new EntityInstanceId(name, "k"), operation, input);
        await Host.SettleAsync();
    }

    private async Task<T> StateAsync<T>(string name, string key)
        => (await Client.Entities.GetEntityAsync<T>(new EntityInstanceId(name, key)))!.State;

    public sealed class Cached() : EntityDispatchRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : EntityDispatchRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : EntityDispatchRules(EngineMode.DuplicateDelivery);
}
