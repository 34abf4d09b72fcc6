using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Decisions;

/// <summary>A decision that takes the next action number and leaves a <see cref="RecordedAction"/> in the history.</summary>
internal abstract record NumberedDecision(int Id) : Decision
{
    /// <summary>Input or event data, where the action has some.</summary>
    public virtual string? Payload => null;

    public abstract RecordedAction ToHistory();
}
