using Exports.EmbeddedHost.Engine;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>One run of a function that waits for the test.</summary>
internal sealed class HeldRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private DurableEngine? _holder;

    /// <summary>Completes when the run is there and waits.</summary>
    public Task ArrivedAsync() => _arrived.Task.WaitAsync(Patience);

    public void Release()
    {
        lock (_lock)
        {
            if (_released.Task.IsCompleted) return;
            _holder?.ReleaseActivity();
            _released.SetResult();
        }
    }

    /// <param name="engine">The engine whose activity this is; null for another function.</param>
    public Task PassAsync(DurableEngine? engine)
    {
        lock (_lock)
        {
            if (!_released.Task.IsCompleted) (_holder = engine)?.HoldActivity();
        }

        _arrived.TrySetResult();
        return _released.Task;
    }
}
