using Exports.EmbeddedHost.Engine.History;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Store;

/// <summary>An orchestration instance as clients see it.</summary>
internal sealed record InstanceRecord(string Id, string ExecutionId, string Name)
{
    public string? Version { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Serialized; null for none. Left out where inputs and outputs were not asked for, and so are the next three.</summary>
    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public Failure? Failure { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public ParentTask? Parent { get; init; }

    public bool IsFinished => Status.IsFinished();
}
