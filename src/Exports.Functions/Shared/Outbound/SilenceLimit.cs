namespace Exports.Functions.Shared.Outbound;

/// <summary>Cancels an exchange when the other side has kept silent for too long. Every sign of life starts the wait again.</summary>
internal sealed class SilenceLimit : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;
    private bool _disposed;

    public SilenceLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _silence = new(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
    }

    /// <summary>Cancelled by the silence or by the caller.</summary>
    public CancellationToken Token => _either.Token;

    public bool IsOver => _silence.IsCancellationRequested;

    /// <summary>Something came. It may also come when nobody waits any more: a body is still being sent after an early answer.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            if (!_disposed)
                _silence.CancelAfter(_limit);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _either.Dispose();
        _silence.Dispose();
    }
}
