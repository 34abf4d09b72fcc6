namespace Exports.TestKit.Time;

/// <summary>One timer of a <see cref="ManualTimeProvider"/>, which guards its fields.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, Action fire) : ITimer
{
    public const long Stopped = -1;

    private volatile bool _disposed;

    public long DueTicks { get; set; } = Stopped;

    public long Order { get; set; }

    /// <summary>Zero or negative fires once.</summary>
    public TimeSpan Period { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed) return false;

        Period = period;
        clock.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        if (!_disposed) fire();
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Schedule(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
