using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

internal sealed record ScheduleSubOrchestration(int Id, string Name, string InstanceId, string? Input) : NumberedDecision(Id)
{
    public string? Version { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public override string? Payload => Input;

    public override RecordedAction ToHistory() => new SubOrchestrationScheduled(Id, Name, InstanceId);
}
