namespace Exports.EmbeddedHost.Engine.History;

internal sealed record EntityLockReleased(int Id, string Entity) : RecordedAction(Id)
{
    public override string Describe() => $"the release of entity {Entity}";
}
