using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Engine.History;

internal sealed record SubOrchestrationScheduled(int Id, string Name, string InstanceId) : RecordedAction(Id)
{
    [JsonIgnore]
    public override string? TaskName => Name;

    public override string Describe() => $"a call of sub-orchestration '{Name}'";
}
