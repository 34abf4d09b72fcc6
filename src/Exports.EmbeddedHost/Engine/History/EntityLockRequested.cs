namespace Exports.EmbeddedHost.Engine.History;

internal sealed record EntityLockRequested(int Id, IReadOnlyList<string> Entities) : RecordedAction(Id)
{
    public override string Describe() => $"a lock on {string.Join(", ", Entities)}";
}
