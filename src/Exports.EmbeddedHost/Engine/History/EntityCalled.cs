namespace Exports.EmbeddedHost.Engine.History;

internal sealed record EntityCalled(int Id, string Entity, string Operation) : RecordedAction(Id)
{
    public override string Describe() => $"a call of operation '{Operation}' of entity {Entity}";
}
