namespace Exports.TestKit.Time;

/// <summary>
/// A clock that stands still until a test moves it. Moving it fires the timers on the way in order of their due time (those of one
/// instant in order of creation), each at exactly its due time, on the moving thread. Safe for use by many threads.
/// </summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    /// <summary>A Monday, noon, far from daylight saving and leap days.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<ManualTimer, (long DueTicks, long Order)> _timers = new();
    private long _nowTicks;
    private long _order;

    public ManualTimeProvider(DateTimeOffset? start = null)
    {
        _nowTicks = (start ?? DefaultStart).UtcTicks;
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer fires; null when none is set.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (_gate) return TryPeek(out var timer) ? new DateTimeOffset(timer.DueTicks, TimeSpan.Zero) : null;
        }
    }

    /// <summary>How far each reading moves the clock, without firing timers: time that passes while code runs.</summary>
    /// <value>Zero.</value>
    public TimeSpan AdvancePerReading { get; set; }

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp()
    {
        var step = AdvancePerReading.Ticks;
        return Interlocked.Add(ref _nowTicks, step) - step;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward; zero fires what is due now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Backwards.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetTimestamp() + by.Ticks;
        while (TakeDue(target) is { } timer) timer.Fire();
        lock (_gate) MoveTo(target);
    }

    /// <summary>Moves the clock to a moment that is not before now.</summary>
    public void AdvanceTo(DateTimeOffset moment) => Advance(moment - GetUtcNow());

    /// <summary>
    /// Moves the clock forward at once, as for a machine that was asleep: what came due on the way fires late, at the new time. Work that a
    /// timer hands to another thread finds the new time too, and not whichever the moving clock shows by then.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Backwards.</exception>
    public void Jump(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate) MoveTo(_nowTicks + by.Ticks);
        Advance(TimeSpan.Zero);
    }

    /// <summary>Sets or, with a negative due time, stops a timer.</summary>
    internal void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            timer.DueTicks = dueTime < TimeSpan.Zero ? ManualTimer.Stopped : _nowTicks + dueTime.Ticks;
            if (timer.DueTicks == ManualTimer.Stopped) return;
            timer.Order = ++_order;
            _timers.Enqueue(timer, (timer.DueTicks, timer.Order));
        }
    }

    private ManualTimer? TakeDue(long target)
    {
        lock (_gate)
        {
            if (!TryPeek(out var timer) || timer.DueTicks > target) return null;

            _timers.Dequeue();
            MoveTo(timer.DueTicks);
            timer.DueTicks = timer.Period > TimeSpan.Zero ? timer.DueTicks + timer.Period.Ticks : ManualTimer.Stopped;
            if (timer.DueTicks != ManualTimer.Stopped)
            {
                timer.Order = ++_order;
                _timers.Enqueue(timer, (timer.DueTicks, timer.Order));
            }

            return timer;
        }
    }

    private void MoveTo(long ticks) => Interlocked.Exchange(ref _nowTicks, Math.Max(_nowTicks, ticks));

    // A changed or stopped timer leaves its old entry in the queue; the entry is dropped when it comes up.
    private bool TryPeek([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ManualTimer? timer)
    {
        while (_timers.TryPeek(out timer, out var entry))
        {
            if (timer.DueTicks == entry.DueTicks && timer.Order == entry.Order) return true;
            _timers.Dequeue();
        }

        return false;
    }
}
