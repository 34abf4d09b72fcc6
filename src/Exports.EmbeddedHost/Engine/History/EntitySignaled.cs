namespace Exports.EmbeddedHost.Engine.History;

internal sealed record EntitySignaled(int Id, string Entity, string Operation) : RecordedAction(Id)
{
    public override string Describe() => $"signal '{Operation}' to entity {Entity}";
}
