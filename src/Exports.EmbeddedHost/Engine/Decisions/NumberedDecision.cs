using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

/// <summary>A decision that takes the next action number and leaves a <see cref="RecordedAction"/> in the history.</summary>
internal abstract record NumberedDecision(int Id) : Decision
{
    public abstract RecordedAction ToHistory();
}
