using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;
using Exports.TestKit.Time;

namespace Exports.EmbeddedHost.Tests.Engine.Dispatch;

public sealed class DueQueueTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly DueQueue _queue;
    private readonly List<long> _fired = [];

    public DueQueueTests()
    {
        _queue = new DueQueue(_clock, new WorkTracker());
    }

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void Add_SeveralTimes_FiresInOrderOfTimeThenNumber()
    {
        Add(1, hours: 2);
        Add(2, hours: 1);
        Add(3, hours: 1);

        _clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal([2L, 3L, 1L], _fired);
    }

    [Fact]
    public void NextDue_TimePasses_IsTheFirstThatStillWaits()
    {
        Add(1, hours: 1);
        Add(2, hours: 2);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(ManualTimeProvider.DefaultStart.AddHours(2), _queue.NextDue);
    }

    [Fact]
    public void Add_AfterTheQueueRanEmpty_WakesAgain()
    {
        Add(1, hours: 1);
        _clock.Advance(TimeSpan.FromHours(1));

        Add(2, hours: 1);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal([1L, 2L], _fired);
    }

    [Fact]
    public void Add_FartherThanATimerReaches_StillFiresOnTime()
    {
        Add(1, hours: 24 * 400);

        _clock.Advance(TimeSpan.FromDays(399));
        Assert.Empty(_fired);

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([1L], _fired);
    }

    [Fact]
    public void Add_HoursAhead_LooksAtTheClockWithinAMinute()
    {
        Add(1, hours: 8);

        Assert.Equal(ManualTimeProvider.DefaultStart.AddMinutes(1), _clock.NextTimer);
    }

    [Fact]
    public void Withdraw_WaitingMessage_NeverFires()
    {
        Add(1, hours: 1);

        _queue.Withdraw(_queue.Find("instance", _ => true));
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.Empty(_fired);
        Assert.Null(_queue.NextDue);
    }

    [Fact]
    public void Add_TheSameMessageTwice_FiresOnce()
    {
        Add(1, hours: 1);
        Add(1, hours: 1);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal([1L], _fired);
    }

    private void Add(long seq, int hours)
    {
        var message = new InstanceMessage(seq, "instance", "e1", new TimerFired((int)seq), _clock.GetUtcNow().AddHours(hours));
        _queue.Add(message, () => _fired.Add(seq));
    }
}
