namespace Exports.EmbeddedHost.Engine.Replay;

internal sealed class EventWaiter<TPayload> : EventWaiter
{
    private readonly TaskCompletionSource<TPayload> _event = new();

    public override Type PayloadType => typeof(TPayload);

    public Task<TPayload> Task => _event.Task;

    // A payload that does not fit is the waiter's failure, not the engine's.
    public override void Complete(string? payload, PayloadConverter converter)
    {
        TPayload value;
        try
        {
            value = converter.Deserialize<TPayload>(payload);
        }
        catch (Exception exception)
        {
            _event.TrySetException(exception);
            return;
        }

        _event.TrySetResult(value);
    }

    public void Cancel(CancellationToken token) => _event.TrySetCanceled(token);
}
