namespace Exports.EmbeddedHost.Engine.History;

internal sealed record EventSent(int Id, string InstanceId, string Name) : RecordedAction(Id)
{
    public override string Describe() => $"event '{Name}' sent to another orchestration";
}
