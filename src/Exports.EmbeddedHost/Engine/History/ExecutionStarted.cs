using System.Text.Json.Serialization;

namespace Exports.EmbeddedHost.Engine.History;

/// <summary>The instance, or its next generation after continue-as-new, came to life.</summary>
internal sealed record ExecutionStarted(string ExecutionId, string Name, string? Version, string? Input) : HistoryEvent
{
    public ParentTask? Parent { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Generation under this instance id, from 0; grows with continue-as-new.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Generation { get; init; }

    /// <summary>Events that the previous generation received and did not use, oldest first (rule C3).</summary>
    public IReadOnlyList<EventRaised>? CarriedEvents { get; init; }
}
