namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>Brings the orchestrator's awaits back to its <see cref="OrchestratorThread"/>.</summary>
internal sealed class OrchestratorSynchronizationContext(OrchestratorThread thread) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => thread.Post(() => d(state));

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!thread.IsCurrent)
        {
            throw new InvalidOperationException("An orchestrator's thread cannot be entered from another thread.");
        }

        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;
}
