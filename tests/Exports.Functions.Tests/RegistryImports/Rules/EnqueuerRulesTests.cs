using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Rules;

public sealed class EnqueuerRulesTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now;

    [Fact]
    public void Decide_NothingActive_FillsTheCapacity() =>
        Assert.Equal(new(EnqueueCode.Free, 5), EnqueuerRules.Decide(ImportControl.Initial, Now, Options(capacity: 5)));

    [Theory]
    [InlineData(4, 5, EnqueueCode.Free, 1)]
    [InlineData(5, 5, EnqueueCode.CapacityReached, 0)]
    [InlineData(25, 5, EnqueueCode.CapacityReached, 0)]
    [InlineData(0, 0, EnqueueCode.CapacityZero, 0)]
    internal void Decide_Slots_StaysBelowTheCapacity(int active, int capacity, EnqueueCode code, int free) =>
        Assert.Equal(new(code, free), EnqueuerRules.Decide(With(active), Now, Options(capacity)));

    [Fact]
    public void Decide_SwitchedOff_SaysSo() =>
        Assert.Equal(EnqueueCode.Disabled, EnqueuerRules.Decide(ImportControl.Initial, Now, new() { Capacity = 5 }).Code);

    [Fact]
    public void Decide_Paused_SaysSo() => Assert.Equal(
        EnqueueCode.Paused,
        EnqueuerRules.Decide(ImportControl.Initial with { Paused = new("maintenance", "anna", Now) }, Now, Options(5)).Code);

    [Theory]
    [InlineData(44, EnqueueCode.Waiting)]
    [InlineData(45, EnqueueCode.Free)]
    internal void Decide_WaitingTime_CountsFromTheLastFinishedStep(int minutes, EnqueueCode code)
    {
        var control = ImportControl.Initial with { LastStepFinishedAt = Now.AddMinutes(-minutes) };

        var decision = EnqueuerRules.Decide(control, Now, Options(5, TimeSpan.FromMinutes(45)));

        Assert.Equal(code, decision.Code);
        Assert.Equal(code == EnqueueCode.Waiting ? Now.AddMinutes(1) : null, decision.Until);
    }

    [Theory]
    [InlineData(14, null, EnqueueCode.BreakerOpen, 0)]
    [InlineData(15, null, EnqueueCode.Free, 1)]
    [InlineData(15, "hash", EnqueueCode.BreakerProbing, 0)]
    internal void Decide_BreakerOpen_LetsOneProbeThroughAfterTheCooldown(int minutes, string? probe, EnqueueCode code, int free)
    {
        var control = ImportControl.Initial with { Breaker = new(new('F', 100), Now.AddMinutes(-minutes), probe) };

        var decision = EnqueuerRules.Decide(control, Now, Options(25));

        Assert.Equal((code, free), (decision.Code, decision.Free));
    }

    private static ImportControl With(int active) =>
        ImportControl.Initial with { Slots = [.. Enumerable.Range(0, active).Select(number => new SlotHolder($"{number}", 1, Now))] };

    private static RegistryImportOptions Options(int capacity, TimeSpan waiting = default) =>
        new() { Enabled = true, Capacity = capacity, WaitingTime = waiting };
}
