using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Engine.History;

/// <summary>A fact about something the orchestrator asked for. Replay must ask for the same again (rule R2).</summary>
/// <param name="Id">The action's number in its execution, from 0 (rule R1).</param>
internal abstract record RecordedAction(int Id) : HistoryEvent
{
    /// <summary>
    /// Digest of the payload, recorded in the mode that replays every step; a replay must then give the same payload too.
    /// </summary>
    public string? Digest { get; init; }

    /// <summary>What must agree, ignoring case, beside the kind; null where only the kind counts.</summary>
    [JsonIgnore]
    public virtual string? TaskName => null;

    /// <summary>The action in words, for the text of a non-determinism failure.</summary>
    public abstract string Describe();
}
