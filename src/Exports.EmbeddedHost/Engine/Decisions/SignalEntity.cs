using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

internal sealed record SignalEntity(int Id, string Entity, string Operation, string? Input, DateTimeOffset? At) : NumberedDecision(Id)
{
    public override string? Payload => Input;

    public override RecordedAction ToHistory() => new EntitySignaled(Id, Entity, Operation);
}
