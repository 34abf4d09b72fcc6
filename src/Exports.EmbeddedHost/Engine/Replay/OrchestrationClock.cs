namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>What the orchestrator sees of time: it stands still within an episode (rules R4, R5).</summary>
internal sealed class OrchestrationClock
{
    public DateTime CurrentUtcDateTime { get; private set; }

    public bool IsReplaying { get; set; } = true;

    /// <summary>Moves to the next episode; never back, whatever the system's clock did.</summary>
    public DateTime MoveTo(DateTime time)
    {
        CurrentUtcDateTime = time > CurrentUtcDateTime ? time : CurrentUtcDateTime;
        return CurrentUtcDateTime;
    }
}
