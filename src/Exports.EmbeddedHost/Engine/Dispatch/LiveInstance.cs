using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>An instance in memory: its execution, and how far its history goes.</summary>
internal sealed class LiveInstance(string id, string executionId, ParentTask? parent)
{
    public string Id => id;

    public string ExecutionId => executionId;

    /// <summary>Who waits for its end; null for nobody.</summary>
    public ParentTask? Parent => parent;

    public bool IsFinished { get; init; }

    /// <summary>Null until the start message has come.</summary>
    public OrchestrationExecutor? Executor { get; set; }

    /// <summary>Set where the code no longer fits the history: all that is left is to fail.</summary>
    public Failure? Defect { get; set; }

    /// <summary>With <see cref="Defect"/>: what the history says is locked.</summary>
    public IReadOnlyCollection<string> LockedByHistory { get; set; } = [];

    /// <summary>Episodes in the store; the number of the next one.</summary>
    public int Episodes { get; set; }
}
