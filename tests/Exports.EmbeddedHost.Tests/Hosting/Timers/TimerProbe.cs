using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

/// <summary>What the timer functions under test report to, and wait for where a test holds them.</summary>
public sealed class TimerProbe(TimeProvider time) : IDisposable
{
    private readonly ConcurrentQueue<(DateTimeOffset At, TimerInfo Info)> _runs = [];
    private readonly SemaphoreSlim _started = new(0);
    private int _running;

    public IReadOnlyList<(DateTimeOffset At, TimerInfo Info)> Runs => [.. _runs];

    public int MostAtOnce { get; private set; }

    /// <summary>Runs wait for this task.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Exception? Failure { get; set; }

    public Task NextStartAsync() => _started.WaitAsync(TimeSpan.FromSeconds(20));

    public void Dispose() => _started.Dispose();

    public async Task RunAsync(TimerInfo info, CancellationToken cancellation)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        _runs.Enqueue((time.GetUtcNow(), info));
        _started.Release();
        try
        {
            await Gate.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }

        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
