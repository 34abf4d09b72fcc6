using Exports.Functions.RegistryImports.Control;

namespace Exports.Functions.Tests.RegistryImports.Control;

public sealed class ImportControlTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now;

    [Fact]
    public void Take_Twice_HoldsOneSlot()
    {
        var once = ImportControl.Initial.Take("a", 1, Now)!;

        Assert.Same(once, once.Take("a", 1, Now));
        Assert.Single(once.Slots);
    }

    [Fact]
    public void Take_WhileAnotherAttemptHoldsASlot_IsRefused() => Assert.Null(ImportControl.Initial.Take("a", 1, Now)!.Take("a", 2, Now));

    [Fact]
    public void Release_Held_FreesItAndRemembersTheTime()
    {
        var released = ImportControl.Initial.Take("a", 1, Now)!.Release("a", 1, failed: false, Now.AddMinutes(3));

        Assert.Empty(released.Slots);
        Assert.Equal(Now.AddMinutes(3), released.LastStepFinishedAt);
    }

    [Fact]
    public void Release_Twice_IsJudgedOnce()
    {
        var released = ImportControl.Initial.Take("a", 1, Now)!.Release("a", 1, failed: true, Now);

        Assert.Same(released, released.Release("a", 1, failed: true, Now.AddHours(1)));
        Assert.Equal("F", released.Breaker.Outcomes);
    }

    [Fact]
    public void Release_OfAnEarlierAttempt_LeavesTheLaterOnesSlot()
    {
        var control = ImportControl.Initial.Take("a", 2, Now)!;

        Assert.Same(control, control.Release("a", 1, failed: true, Now));
    }

    [Fact]
    public void Take_WhileTheBreakerIsHalfOpen_IsTheProbe()
    {
        var open = ImportControl.Initial with { Breaker = new("F", Now, null) };

        Assert.Equal("a", open.Take("a", 1, Now)!.Breaker.Probe);
    }
}
