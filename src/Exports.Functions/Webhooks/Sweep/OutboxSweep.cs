using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Webhooks.Sweep;

/// <summary>
/// Hands over events that were recorded and not handed over, because a process ended in between. A job stays in the active index until
/// its outbox is empty, so that index leads to every event there can be. Cost: one range read per row of it.
/// </summary>
internal sealed class OutboxSweep(ProjectExportIndexTable index, WebhookDispatcher dispatcher)
{
    /// <returns>How many jobs' outboxes are empty now, and how many could not be emptied.</returns>
    public async Task<(int Emptied, int Left)> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (emptied, left) = (0, 0);
        await foreach (var entry in index.ActiveAsync(cancellationToken))
        {
            var isEmpty = await dispatcher.TryDispatchAsync(new JobKey(entry.ProjectId, entry.JobId), client, cancellationToken);
            (emptied, left) = isEmpty ? (emptied + 1, left) : (emptied, left + 1);
        }

        return (emptied, left);
    }
}
