namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Runs pieces of work on the thread pool, a bounded number at a time, in order of arrival. Work must not throw.</summary>
internal sealed class WorkLane(int concurrency)
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<Task>> _waiting = new();
    private TaskCompletionSource? _drained;
    private int _running;
    private bool _closed;

    /// <summary>False once the lane is closed: the work will not run.</summary>
    public bool Enqueue(Func<Task> work)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            if (_running == concurrency)
            {
                _waiting.Enqueue(work);
                return true;
            }

            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            static state => _ = state.Lane.RunAsync(state.Work), (Lane: this, Work: work), preferLocal: false);
        return true;
    }

    /// <summary>Drops what waits; completes when what runs has ended.</summary>
    public Task CloseAsync() => CloseAsync(out _);

    /// <inheritdoc cref="CloseAsync()"/>
    /// <param name="dropped">How many pieces of work will not run.</param>
    public Task CloseAsync(out int dropped)
    {
        lock (_lock)
        {
            _closed = true;
            dropped = _waiting.Count;
            _waiting.Clear();
            if (_running == 0)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    private async Task RunAsync(Func<Task> work)
    {
        for (var next = work; next is not null; next = TakeNext())
        {
            await next();
        }
    }

    private Func<Task>? TakeNext()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var next))
            {
                return next;
            }

            _running--;
            if (_running == 0)
            {
                _drained?.SetResult();
            }

            return null;
        }
    }
}
