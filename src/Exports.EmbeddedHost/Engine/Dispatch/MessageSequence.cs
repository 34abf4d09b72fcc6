namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Hands out message numbers. One process owns the store, so a counter in memory is enough.</summary>
internal sealed class MessageSequence(long last)
{
    private long _last = last;

    public long Next() => Interlocked.Increment(ref _last);
}
