using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Engine.History;

internal sealed record ActivityScheduled(int Id, string Name) : RecordedAction(Id)
{
    [JsonIgnore]
    public override string? TaskName => Name;

    public override string Describe() => $"a call of activity '{Name}'";
}
