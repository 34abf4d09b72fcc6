namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>One pending wait for an external event.</summary>
internal abstract class EventWaiter
{
    public abstract Type PayloadType { get; }

    public abstract void Complete(string? payload, PayloadConverter converter);
}
