using Microsoft.DurableTask.Client;

namespace Exports.Functions.Shared.Durable;

/// <summary>What a sweep reads of an orchestration.</summary>
internal static class OrchestrationEnd
{
    /// <summary>Whether an orchestration does nothing any more.</summary>
    /// <param name="status">Its status; null when there is none.</param>
    public static bool HasSettled(OrchestrationRuntimeStatus? status) => status
        is null
        or OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;
}
