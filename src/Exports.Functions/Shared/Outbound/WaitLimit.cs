namespace Exports.Functions.Shared.Outbound;

/// <summary>Cancels what has been waited for too long. Whoever waits for signs of life starts the wait again with each.</summary>
internal sealed class WaitLimit : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _expired;
    private readonly CancellationTokenSource _either;
    private bool _disposed;

    public WaitLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _expired = new(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _expired.Token);
    }

    /// <summary>Cancelled when the wait is over, or by the caller.</summary>
    public CancellationToken Token => _either.Token;

    public bool IsOver => _expired.IsCancellationRequested;

    /// <summary>Something came. It may also come when nobody waits any more: a body is still being sent after an early answer.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            if (!_disposed)
                _expired.CancelAfter(_limit);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _either.Dispose();
        _expired.Dispose();
    }
}
