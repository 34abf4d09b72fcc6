using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Store;

/// <summary>What a checkpoint does to an instance. It applies only while the instance is in the execution that decided it.</summary>
internal sealed record InstanceChange(string Id, string ExecutionId, OrchestrationRuntimeStatus Status, DateTimeOffset At)
{
    /// <summary>Place of <see cref="NewFacts"/> in the history.</summary>
    public int Episode { get; init; }

    /// <summary>Null where nothing is recorded.</summary>
    public IReadOnlyList<HistoryEvent>? NewFacts { get; init; }

    public CustomStatusChange? CustomStatus { get; init; }

    public string? Output { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>Set for continue-as-new: the history is emptied and the instance goes on as this.</summary>
    public ExecutionStarted? NextGeneration { get; init; }
}
