namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>Counts runs in flight and lets others wait until there are none.</summary>
internal sealed class RunTracker
{
    private readonly Lock _sync = new();
    private int _running;
    private TaskCompletionSource? _idle;

    public void Begin()
    {
        lock (_sync)
        {
            _running++;
        }
    }

    public void End()
    {
        TaskCompletionSource? idle = null;
        lock (_sync)
        {
            if (--_running == 0)
            {
                (idle, _idle) = (_idle, null);
            }
        }

        idle?.SetResult();
    }

    public Task WhenIdleAsync()
    {
        lock (_sync)
        {
            if (_running == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
