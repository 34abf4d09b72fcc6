using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

internal sealed record ReleaseEntityLock(int Id, string Entity) : NumberedDecision(Id)
{
    public override RecordedAction ToHistory() => new EntityLockReleased(Id, Entity);
}
