using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

internal sealed record CreateTimer(int Id, DateTime FireAt) : NumberedDecision(Id)
{
    public override RecordedAction ToHistory() => new TimerCreated(Id, FireAt);
}
