using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

internal sealed record ScheduleActivity(int Id, string Name, string? Input) : NumberedDecision(Id)
{
    public override string? Payload => Input;

    public override RecordedAction ToHistory() => new ActivityScheduled(Id, Name);
}
