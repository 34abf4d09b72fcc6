using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance.Properties;

/// <summary>Rule N10 for arbitrary batches: what failed left no trace, neither in the state nor in what was sent.</summary>
public sealed class EntityBatchProperty : IAsyncLifetime
{
    private static readonly string[] Operations =
        ["Set", "Set", "Get", "Delete", "Throw", "SetThenThrow", "DeleteThenThrow", "SetUnwritable", "Send", "SendThenThrow"];

    private static readonly Gen<(string Operation, int Input)[]> Batches =
        (from operation in Gen.Elements(Operations)
         from input in Gen.Choose(1, 99)
         select (operation, input)).ArrayOf();

    private EngineTestHost? _host;

    public async Task InitializeAsync()
    {
        _host = await EngineTestHost.StartAsync(EngineMode.DuplicateDelivery);
        _host.Functions.Entity<FaultyEntity>("faulty").Entity<Counter>("counter");
        _host.Functions.Orchestrator("Send", async context =>
        {
            foreach (var step in context.GetInput<Step[]>()!)
                await context.Entities.SignalEntityAsync(new EntityInstanceId("faulty", "k"), step.Operation, step.Input);
        });
    }

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    [Fact]
    public void N10_AnyBatch_EndsInTheEffectsOfItsSuccessfulOperations()
        => Prop.ForAll(Batches.ToArbitrary(), batch =>
        {
            var expected = Expected(batch);
            var actual = ActualAsync(batch).GetAwaiter().GetResult();
            return (expected == actual).Label($"{string.Join(", ", batch)}: expected {expected}, was {actual}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static (int? State, int Sent) Expected(IEnumerable<(string Operation, int Input)> batch)
        => batch.Aggregate((State: (int?)null, Sent: 0), (effects, step) => step.Operation switch
        {
            "Set" => (step.Input, effects.Sent),
            "Delete" => (null, effects.Sent),
            "Send" => (effects.State, effects.Sent + step.Input),
            _ => effects,
        });

    private async Task<(int? State, int Sent)> ActualAsync(IEnumerable<(string Operation, int Input)> batch)
    {
        var host = _host!;
        foreach (var (name, key) in new[] { ("faulty", "k"), ("counter", "target") })
            await host.Entities.SignalEntityAsync(new EntityInstanceId(name, key), "Delete");
        await host.RunAsync("Send", batch.Select(step => new Step(step.Operation, step.Input)));
        await host.SettleAsync();

        var state = await host.Entities.GetEntityAsync<Value>(new EntityInstanceId("faulty", "k"));
        var sent = await host.Entities.GetEntityAsync<int>(new EntityInstanceId("counter", "target"));
        return (state?.State.Number, sent?.State ?? 0);
    }

    private sealed record Step(string Operation, int Input);

    private sealed record Value([property: System.Text.Json.Serialization.JsonPropertyName("Value")] int Number);
}
