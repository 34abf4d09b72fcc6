using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

internal sealed record SendEvent(int Id, string InstanceId, string Name, string? Payload) : NumberedDecision(Id)
{
    public override RecordedAction ToHistory() => new EventSent(Id, InstanceId, Name);
}
