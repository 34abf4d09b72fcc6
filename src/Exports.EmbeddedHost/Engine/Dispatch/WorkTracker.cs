namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>
/// Counts what is in flight. Whoever hands work on counts the new work before it uncounts its own, so the count is zero only
/// when nothing is left to do.
/// </summary>
internal sealed class WorkTracker
{
    private readonly Lock _lock = new();
    private readonly List<(PendingWork Work, TaskCompletionSource Signal)> _waiters = [];
    private int _steps;
    private int _activities;
    private int _held;
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

    /// <summary>A running activity begins to wait for something outside the engine.</summary>
    public void BeginHold() => Count(steps: 0, activities: 0, held: 1);

    public void EndHold() => Count(steps: 0, activities: 0, held: -1);

    /// <summary>After a crash nothing moves any more: whoever waits, now or later, goes on.</summary>
    public void Halt()
    {
        lock (_lock)
        {
            _halted = true;
            Release();
        }
    }

    public Task WhenDoneAsync(PendingWork work)
    {
        lock (_lock)
        {
            if (IsDone(work))
            {
                return Task.CompletedTask;
            }

            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((work, signal));
            return signal.Task;
        }
    }

    private void Count(int steps, int activities, int held = 0)
    {
        lock (_lock)
        {
            _steps += steps;
            _activities += activities;
            _held += held;
            Release();
        }
    }

    private bool IsDone(PendingWork work) => _halted || (_steps == 0 && work switch
    {
        PendingWork.Steps => true,
        PendingWork.StepsAndActivitiesNotHeld => _activities <= _held,
        _ => _activities == 0,
    });

    private void Release()
    {
        for (var index = _waiters.Count - 1; index >= 0; index--)
        {
            if (IsDone(_waiters[index].Work))
            {
                _waiters[index].Signal.SetResult();
                _waiters.RemoveAt(index);
            }
        }
    }
}
