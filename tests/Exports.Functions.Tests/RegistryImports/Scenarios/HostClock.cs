using Exports.TestKit.Time;

namespace Exports.Functions.Tests.RegistryImports.Scenarios;

/// <summary>Stands for a clock that comes to be later. Timers set before are set on it then.</summary>
internal sealed class HostClock : TimeProvider, IDisposable
{
    private readonly List<LaterTimer> _waiting = [];
    private ManualTimeProvider? _clock;

    public override DateTimeOffset GetUtcNow() => _clock?.GetUtcNow() ?? ManualTimeProvider.DefaultStart;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (_clock is not null)
            return _clock.CreateTimer(callback, state, dueTime, period);
        var timer = new LaterTimer(clock => clock.CreateTimer(callback, state, dueTime, period));
        _waiting.Add(timer);
        return timer;
    }

    public void Follow(ManualTimeProvider clock)
    {
        _clock = clock;
        _waiting.ForEach(timer => timer.Set(clock));
    }

    public void Dispose() => _waiting.ForEach(timer => timer.Dispose());
}
