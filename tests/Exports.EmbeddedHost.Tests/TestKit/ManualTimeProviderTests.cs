using Exports.TestKit.Time;

namespace Exports.EmbeddedHost.Tests.TestKit;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<(string Timer, DateTimeOffset At)> _fired = [];

    [Fact]
    public void GetUtcNow_WithoutAdvance_StandsStill()
    {
        Assert.Equal(ManualTimeProvider.DefaultStart, _clock.GetUtcNow());
        Assert.Equal(_clock.GetUtcNow(), _clock.GetUtcNow());
    }

    [Fact]
    public void Advance_OverSeveralTimers_FiresEachAtItsDueTimeInOrder()
    {
        Set("late", 30);
        Set("early", 10);
        Set("beyond", 61);

        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal([("early", After(10)), ("late", After(30))], _fired);
        Assert.Equal(After(60), _clock.GetUtcNow());
        Assert.Equal(After(61), _clock.NextTimer);
    }

    [Fact]
    public void Jump_OverSeveralTimers_FiresEachLateAtTheNewTimeInOrder()
    {
        Set("late", 30);
        Set("early", 10);
        Set("beyond", 61);

        _clock.Jump(TimeSpan.FromSeconds(60));

        Assert.Equal([("early", After(60)), ("late", After(60))], _fired);
        Assert.Equal(After(61), _clock.NextTimer);
    }

    [Fact]
    public void Advance_OverTimersOfOneInstant_FiresThemInOrderOfCreation()
    {
        foreach (var name in new[] { "a", "b", "c" }) Set(name, 5);

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["a", "b", "c"], _fired.Select(f => f.Timer));
    }

    [Fact]
    public void Advance_OverPeriodicTimer_FiresEveryPeriod()
    {
        Set("tick", 10, periodSeconds: 20);

        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal([After(10), After(30), After(50)], _fired.Select(f => f.At));
        Assert.Equal(After(70), _clock.NextTimer);
    }

    [Fact]
    public void Advance_TimerSetByACallbackOnTheWay_FiresInTheSameMove()
    {
        using var first = _clock.CreateTimer(_ => Set("second", 5), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal([("second", After(10))], _fired);
    }

    [Fact]
    public void Advance_ByZero_FiresWhatIsDueNow()
    {
        Set("now", 0);

        _clock.Advance(TimeSpan.Zero);

        Assert.Single(_fired);
    }

    [Fact]
    public void Advance_Backwards_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public void Change_BeforeDue_MovesTheTimer()
    {
        using var timer = Set("moved", 5);

        Assert.True(timer.Change(TimeSpan.FromSeconds(15), Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal([("moved", After(15))], _fired);
    }

    [Fact]
    public void Change_ToInfinite_StopsTheTimer()
    {
        using var timer = Set("stopped", 5);

        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Empty(_fired);
        Assert.Null(_clock.NextTimer);
    }

    [Fact]
    public void Dispose_BeforeDue_SilencesTheTimerAndRefusesChanges()
    {
        var timer = Set("gone", 5);

        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(_fired);
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void GetElapsedTime_AcrossAdvance_IsTheAdvance()
    {
        var start = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromMilliseconds(1234.5));

        Assert.Equal(TimeSpan.FromMilliseconds(1234.5), _clock.GetElapsedTime(start));
    }

    [Fact]
    public void AdvancePerReading_MovesTheClockAtEachReadingAndFiresNothing()
    {
        Set("due", 1);
        _clock.AdvancePerReading = TimeSpan.FromSeconds(1);

        Assert.Equal([After(0), After(1), After(2)], [_clock.GetUtcNow(), _clock.GetUtcNow(), _clock.GetUtcNow()]);
        Assert.Empty(_fired);
    }

    [Fact]
    public void CancellationTokenSource_OnThisClock_CancelsWhenTheTimeIsReached()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromHours(1), _clock);

        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(source.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(source.IsCancellationRequested);
    }

    private static DateTimeOffset After(int seconds) => ManualTimeProvider.DefaultStart.AddSeconds(seconds);

    private ITimer Set(string name, int dueSeconds, int? periodSeconds = null)
        => _clock.CreateTimer(
            _ => _fired.Add((name, _clock.GetUtcNow())),
            state: null,
            TimeSpan.FromSeconds(dueSeconds),
            periodSeconds is { } period ? TimeSpan.FromSeconds(period) : Timeout.InfiniteTimeSpan);
}
