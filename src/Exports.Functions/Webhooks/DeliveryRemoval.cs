using Exports.Functions.Housekeeping.Instances;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks.Messages;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Webhooks;

/// <summary>
/// Removes deliveries: the orchestration first, the record second, because the record is what leads to the orchestration. A delivery
/// that is still being worked on stays.
/// </summary>
internal sealed class DeliveryRemoval(WebhookDeliveryTable deliveries)
{
    /// <param name="webhook">Whose deliveries.</param>
    /// <param name="olderThan">See <see cref="WebhookDeliveryTable.KeysAsync"/>.</param>
    /// <param name="batches">At most so many times <see cref="WebhookDeliveryTable.MaxBatch"/> deliveries are looked at.</param>
    /// <param name="client">Purges.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many went, and whether none is left.</returns>
    public async Task<(int Removed, bool IsDone)> RunAsync(
        (long ProjectId, string Id) webhook, string? olderThan, int batches, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var limit = batches * WebhookDeliveryTable.MaxBatch;
        var keys = await deliveries.KeysAsync(webhook.ProjectId, webhook.Id, olderThan, cancellationToken)
            .Take(limit)
            .ToListAsync(cancellationToken);
        var removed = 0;
        foreach (var batch in keys.Chunk(WebhookDeliveryTable.MaxBatch))
            removed += await RemoveAsync(batch, client, cancellationToken);
        return (removed, removed == keys.Count && keys.Count < limit);
    }

    private async Task<int> RemoveAsync(DeliveryKey[] batch, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var ended = new List<DeliveryKey>(batch.Length);
        foreach (var key in batch)
        {
            if (await FinishedInstances.RemoveAsync(client, key.InstanceId, cancellationToken))
                ended.Add(key);
        }

        await deliveries.RemoveAsync(ended, cancellationToken);
        return ended.Count;
    }
}
