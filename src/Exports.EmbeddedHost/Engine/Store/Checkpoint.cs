using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.Faults;

namespace Exports.EmbeddedHost.Engine.Store;

/// <summary>One step of an orchestration or entity: all of it becomes durable in one transaction, or none.</summary>
internal sealed record Checkpoint(string Operation, string Subject)
{
    /// <summary>Messages that were handled. If one is gone already, the whole checkpoint is refused.</summary>
    public IReadOnlyList<long> Consumed { get; init; } = [];

    /// <summary>Messages that are no longer wanted: cancelled timers. May be gone.</summary>
    public IReadOnlyList<long> Withdrawn { get; init; } = [];

    /// <summary>Whether every message that is left for the instance's execution goes too, announced or not: it never began.</summary>
    public bool WithdrawsExecution { get; init; }

    public InstanceChange? Instance { get; init; }

    public EntityRecord? Entity { get; init; }

    public IReadOnlyList<Message> Outgoing { get; init; } = [];

    public IReadOnlyList<InstanceStart> Starts { get; init; } = [];

    public CommitPoint Point => new(CommitSource.Engine, Operation, Subject);
}
