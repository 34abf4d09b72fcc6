using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules N13 to N16: what entities send and start, and when it arrives.</summary>
public abstract class EntitySignalRules : ConformanceTest
{
    private static readonly EntityInstanceId Faulty = new("faulty", "k");
    private static readonly EntityInstanceId Target = new("counter", "target");

    private protected EntitySignalRules(EngineMode mode)
        : base(mode)
    {
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

    private async Task<T> StateAsync<T>(EntityInstanceId id) => (await Client.Entities.GetEntityAsync<T>(id))!.State;

    public sealed class Cached() : EntitySignalRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : EntitySignalRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : EntitySignalRules(EngineMode.DuplicateDelivery);
}

