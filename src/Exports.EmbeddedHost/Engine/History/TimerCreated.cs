namespace Exports.EmbeddedHost.Engine.History;

/// <summary>A durable timer. Its time is recorded for readers of the history; replay does not compare it (rule R3).</summary>
internal sealed record TimerCreated(int Id, DateTime FireAt) : RecordedAction(Id)
{
    public override string Describe() => "a timer";
}
