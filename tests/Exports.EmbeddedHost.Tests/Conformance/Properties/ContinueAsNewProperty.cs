using Exports.TestKit.Engine;
using FsCheck;
using FsCheck.Fluent;

namespace Exports.EmbeddedHost.Tests.Conformance.Properties;

/// <summary>Rule C3 for arbitrary arrivals: however events and generations interleave, every event is taken once and in order.</summary>
public sealed class ContinueAsNewProperty : IAsyncLifetime
{
    private static readonly Gen<Scenario> Scenarios =
        from pauses in Gen.Elements(true, false).ArrayOf()
        from takes in Gen.Choose(1, 4).NonEmptyListOf()
        select new Scenario(pauses, [.. takes]);

    private EngineTestHost? _host;

    public async Task InitializeAsync() => _host = await EngineTestHost.StartAsync(EngineMode.DuplicateDelivery);

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    [Fact]
    public void C3_EventsOverManyGenerations_AreTakenOnceAndInOrder()
        => Prop.ForAll(Scenarios.ToArbitrary(), scenario =>
        {
            var taken = TakenAsync(scenario).GetAwaiter().GetResult();
            return taken.SequenceEqual(Enumerable.Range(0, scenario.PauseAfterEvent.Length)).Label($"{scenario}: took {string.Join(", ", taken)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private async Task<List<int>> TakenAsync(Scenario scenario)
    {
        var host = _host!;
        host.Functions.Orchestrator("Main", async context =>
        {
            var progress = context.GetInput<Progress>()!;
            var take = scenario.TakesPerGeneration[progress.Generation % scenario.TakesPerGeneration.Length];
            for (var i = 0; i < take && progress.Taken.Count < scenario.PauseAfterEvent.Length; i++)
                progress.Taken.Add(await context.WaitForExternalEvent<int>("event"));
            if (progress.Taken.Count < scenario.PauseAfterEvent.Length)
                context.ContinueAsNew(progress with { Generation = progress.Generation + 1 });
            return progress.Taken;
        });

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", new Progress(0, []));
        foreach (var (pause, value) in scenario.PauseAfterEvent.Select((pause, value) => (pause, value)))
        {
            await host.Client.RaiseEventAsync(id, "event", value);
            if (pause) await host.SettleAsync();
        }

        return (await host.FinishAsync(id)).ReadOutputAs<List<int>>()!;
    }

    /// <summary>One event per element; true lets the engine come to rest after it.</summary>
    private sealed record Scenario(bool[] PauseAfterEvent, int[] TakesPerGeneration)
    {
        public override string ToString() => $"{string.Join(" ", PauseAfterEvent)} / {string.Join(" ", TakesPerGeneration)}";
    }

    private sealed record Progress(int Generation, List<int> Taken);
}
