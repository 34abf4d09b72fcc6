namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>
/// Counts what is in flight. Whoever hands work on counts the new work before it uncounts its own, so the count is zero only
/// when nothing is left to do.
/// </summary>
internal sealed class WorkTracker
{
    private readonly Lock _lock = new();
    private readonly List<(bool WithActivities, TaskCompletionSource Signal)> _waiters = [];
    private int _steps;
    private int _activities;
    private bool _halted;

    /// <summary>Activities whose code runs at this moment.</summary>
    public int RunningActivities
    {
        get
        {
            lock (_lock)
            {
                return _activities;
            }
        }
    }

    public void BeginStep() => Count(steps: 1, activities: 0);

    public void EndStep() => Count(steps: -1, activities: 0);

    public void BeginActivity() => Count(steps: 0, activities: 1);

    public void EndActivity() => Count(steps: 0, activities: -1);

    /// <summary>After a crash nothing moves any more: whoever waits, now or later, goes on.</summary>
    public void Halt()
    {
        lock (_lock)
        {
            _halted = true;
            Release();
        }
    }

    public Task WhenDoneAsync(bool withActivities)
    {
        lock (_lock)
        {
            if (IsDone(withActivities))
            {
                return Task.CompletedTask;
            }

            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((withActivities, signal));
            return signal.Task;
        }
    }

    private void Count(int steps, int activities)
    {
        lock (_lock)
        {
            _steps += steps;
            _activities += activities;
            Release();
        }
    }

    private bool IsDone(bool withActivities) => _halted || (_steps == 0 && (!withActivities || _activities == 0));

    private void Release()
    {
        for (var index = _waiters.Count - 1; index >= 0; index--)
        {
            if (IsDone(_waiters[index].WithActivities))
            {
                _waiters[index].Signal.SetResult();
                _waiters.RemoveAt(index);
            }
        }
    }
}
