using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

/// <summary>Locks the entities one after the other, in the order given: sorted, without duplicates (rule N17).</summary>
internal sealed record LockEntities(int Id, IReadOnlyList<string> Entities) : NumberedDecision(Id)
{
    public override RecordedAction ToHistory() => new EntityLockRequested(Id, Entities);
}
