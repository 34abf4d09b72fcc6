using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Store;

/// <summary>One page of a query over instances, in id order. All conditions hold together (rule I10).</summary>
internal sealed record InstanceFilter
{
    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Any of these; null for all.</summary>
    public IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses { get; init; }

    /// <summary>Completion time bounds; instances that still run match neither.</summary>
    public DateTimeOffset? CompletedFrom { get; init; }

    public DateTimeOffset? CompletedTo { get; init; }

    /// <summary>Ordinal.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Exclusive lower bound: the last id of the page before.</summary>
    public string? After { get; init; }

    public int Limit { get; init; } = 100;

    public bool WithPayloads { get; init; }
}
