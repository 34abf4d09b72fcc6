using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

internal sealed record SendEvent(int Id, string InstanceId, string Name, string? Data) : NumberedDecision(Id)
{
    public override string? Payload => Data;

    public override RecordedAction ToHistory() => new EventSent(Id, InstanceId, Name);
}
