using System.Collections.Frozen;
using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>Drives every timer function of the application (rules M1 to M4).</summary>
internal sealed class TimerTriggerRunner : IAsyncDisposable
{
    private readonly IReadOnlyList<TimerFunction> _timers;
    private readonly TimerMonitor _monitor;
    private readonly TimerServices _services;
    private readonly CancellationTokenSource _stopping = new();
    private FrozenDictionary<string, TimerListener> _listeners = FrozenDictionary<string, TimerListener>.Empty;

    public TimerTriggerRunner(
        IReadOnlyList<TimerFunction> timers, FunctionInvoker invoker, TimerMonitor monitor, TimeProvider time, ILogger logger)
    {
        _timers = timers;
        _monitor = monitor;
        _services = new TimerServices(invoker, monitor, time, logger) { Stopping = _stopping.Token };
    }

    public IReadOnlyList<TimerFunction> Timers => _timers;

    /// <summary>The earliest occurrence that any timer waits for; null when all are running or there is none.</summary>
    public DateTimeOffset? NextDue => _listeners.Values.Min(listener => listener.NextDue);

    /// <summary>Completes when no run is in flight.</summary>
    public Task WhenIdleAsync() => _services.Runs.WhenIdleAsync();

    public async Task StartAsync()
    {
        if (_timers.Count == 0)
        {
            return;
        }

        var recorded = _monitor.ReadAll();
        _listeners = _timers.ToFrozenDictionary(
            timer => timer.Name,
            timer => new TimerListener(timer, _services, recorded.GetValueOrDefault(timer.Name)),
            StringComparer.OrdinalIgnoreCase);
        await Task.WhenAll(_listeners.Values.Select(listener => listener.StartAsync()));
    }

    /// <summary>Runs a timer function once, now, without touching its schedule. False when there is none of that name.</summary>
    public bool RunNow(string name)
    {
        if (!_listeners.TryGetValue(name, out var listener))
        {
            return false;
        }

        listener.RunNow();
        return true;
    }

    /// <summary>Starts nothing more, tells running functions, and waits for them until <paramref name="graceIsOver"/>.</summary>
    public async Task StopAsync(CancellationToken graceIsOver)
    {
        foreach (var listener in _listeners.Values)
        {
            await listener.DisposeAsync();
        }

        await _stopping.CancelAsync();
        // A run that outlasts the grace time is left behind; its occurrence is made up at the next start.
        await WhenIdleAsync().WaitAsync(graceIsOver).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        _stopping.Dispose();
    }
}
