using Exports.Functions.RegistryImports.Control;

namespace Exports.Functions.Tests.RegistryImports.Control;

public sealed class BreakerTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now;
    private static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(15);

    [Fact]
    public void Ended_HalfOfTheLastHundredFailed_Opens()
    {
        var breaker = Judge(Breaker.Closed, failures: 49, successes: 50);
        Assert.Null(breaker.OpenedAt);

        var opened = breaker.Ended("x", failed: true, Now);

        Assert.Equal((BreakerState.Open, 50), (opened.StateAt(Now, Cooldown), opened.Failures));
    }

    [Fact]
    public void Ended_LessThanHalf_StaysClosed() =>
        Assert.Null(Judge(Breaker.Closed, failures: 49, successes: 200).OpenedAt);

    [Fact]
    public void Ended_FewerThanAHundredJudged_StaysClosed() =>
        Assert.Null(Judge(Breaker.Closed, failures: 99, successes: 0).OpenedAt);

    [Fact]
    public void Ended_NotJudged_ChangesNothing() => Assert.Same(Breaker.Closed, Breaker.Closed.Ended("x", failed: null, Now));

    [Fact]
    public void StateAt_AfterTheCooldown_IsHalfOpenUntilAProbeStarts()
    {
        var open = Open();
        var later = Now + Cooldown;

        Assert.Equal(BreakerState.HalfOpen, open.StateAt(later, Cooldown));
        Assert.Equal(BreakerState.Probing, open.Started("probe").StateAt(later, Cooldown));
    }

    [Fact]
    public void Ended_ProbeDone_ClosesWithAFreshWindow() =>
        Assert.Equal(Breaker.Closed, Open().Started("probe").Ended("probe", failed: false, Now));

    [Fact]
    public void Ended_ProbeFailed_StaysOpenForAnotherCooldown()
    {
        var later = Now + Cooldown;

        var breaker = Open().Started("probe").Ended("probe", failed: true, later);

        Assert.Equal(BreakerState.Open, breaker.StateAt(later, Cooldown));
        Assert.Equal(BreakerState.HalfOpen, breaker.StateAt(later + Cooldown, Cooldown));
    }

    [Fact]
    public void Ended_ProbeNotJudged_LetsAnotherOneTry() =>
        Assert.Equal(BreakerState.HalfOpen, Open().Started("probe").Ended("probe", failed: null, Now).StateAt(Now + Cooldown, Cooldown));

    [Fact]
    public void Ended_AnotherOneWhileTheProbeRuns_DoesNotDecide() =>
        Assert.Equal("probe", Open().Started("probe").Ended("other", failed: false, Now).Probe);

    private static Breaker Open() => Judge(Breaker.Closed, failures: 50, successes: 50);

    private static Breaker Judge(Breaker breaker, int failures, int successes)
    {
        for (var number = 0; number < failures; number++)
            breaker = breaker.Ended("x", failed: true, Now);
        for (var number = 0; number < successes; number++)
            breaker = breaker.Ended("x", failed: false, Now);
        return breaker;
    }
}
