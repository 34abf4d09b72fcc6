using Exports.TestKit.Time;

namespace Exports.Functions.Tests.RegistryImports.Scenarios;

/// <summary>A timer of a <see cref="HostClock"/> that does not follow a clock yet.</summary>
internal sealed class LaterTimer(Func<ManualTimeProvider, ITimer> create) : ITimer
{
    private ITimer? _timer;

    public void Set(ManualTimeProvider clock) => _timer = create(clock);

    public bool Change(TimeSpan dueTime, TimeSpan period) => _timer?.Change(dueTime, period) ?? true;

    public void Dispose() => _timer?.Dispose();

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;
}
