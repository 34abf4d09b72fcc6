namespace Exports.EmbeddedHost.Engine.History;

internal sealed record SubOrchestrationScheduled(int Id, string Name, string InstanceId) : RecordedAction(Id)
{
    public override string? TaskName => Name;

    public override string Describe() => $"a call of sub-orchestration '{Name}'";
}
