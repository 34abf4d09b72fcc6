using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

internal sealed record CallEntity(int Id, string Entity, string Operation, string? Input) : NumberedDecision(Id)
{
    public override string? Payload => Input;

    public override RecordedAction ToHistory() => new EntityCalled(Id, Entity, Operation);
}
