using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Shared.Durable;

/// <summary>Starts orchestrations whose ids are known beforehand.</summary>
internal static class OrchestrationScheduling
{
    /// <summary>
    /// Starts an orchestration unless it exists. Two callers may both find it missing; the loser of that race is told by an exception
    /// or replaces a finished one, so what the orchestration does must bear being done again.
    /// </summary>
    public static async Task EnsureScheduledAsync(
        this DurableTaskClient client, TaskName orchestrator, object input, string instanceId, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(instanceId, cancellationToken) is not null)
            return;

        await client.TryAsync(
            instanceId,
            () => client.ScheduleNewOrchestrationInstanceAsync(
                orchestrator, input, new StartOrchestrationOptions(instanceId), cancellationToken),
            isExcuse: instance => instance is not null,
            cancellationToken);
    }
}
