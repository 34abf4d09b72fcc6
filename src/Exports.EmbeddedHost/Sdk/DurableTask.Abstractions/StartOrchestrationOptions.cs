using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>Options of a start by a client or an entity.</summary>
public record StartOrchestrationOptions
{
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>Null takes a new GUID (rule I1).</summary>
    public string? InstanceId { get; init; }

    /// <summary>Null or a past time starts at once; until then the instance is Pending (rule I5).</summary>
    public DateTimeOffset? StartAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TaskVersion? Version { get; init; }

    /// <summary>
    /// Status names in which an existing instance of that id refuses the start (rules I3, I4); null is the host's default.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
