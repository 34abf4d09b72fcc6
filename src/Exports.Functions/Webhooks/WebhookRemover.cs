using Exports.Functions.Projects;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Webhooks;

/// <summary>
/// Removes webhooks. From the moment at which the webhook's row is gone nothing is sent to it; what it leaves behind goes now, as far
/// as one request should take, and then with the pruning, which finds it through the index. May be repeated.
/// </summary>
internal sealed class WebhookRemover(
    WebhookTable webhooks, WebhookDeliveryTable deliveries, WebhookIndexTable index, TimeProvider time) : IProjectDeletionStep
{
    private const int BatchesAtOnce = 5;

    /// <returns>Whether there was such a webhook.</returns>
    public async Task<bool> RemoveAsync(long projectId, string webhookId, CancellationToken cancellationToken)
    {
        var removed = await RemoveWhereAsync(projectId, webhook => webhook.Id == webhookId, cancellationToken);
        return removed > 0;
    }

    public Task RunAsync(long projectId, DurableTaskClient client, CancellationToken cancellationToken) =>
        RemoveAllAsync(projectId, cancellationToken);

    /// <summary>A deleted project's webhooks and outbox.</summary>
    public async Task RemoveAllAsync(long projectId, CancellationToken cancellationToken)
    {
        await RemoveWhereAsync(projectId, _ => true, cancellationToken);
        await foreach (var change in webhooks.EventsAsync(projectId, jobId: null, cancellationToken))
            await webhooks.RemoveEventAsync(change, cancellationToken);
    }

    private async Task<int> RemoveWhereAsync(long projectId, Func<Webhook, bool> isChosen, CancellationToken cancellationToken)
    {
        var chosen = (await webhooks.ListAsync(projectId, cancellationToken)).Where(isChosen).ToList();
        foreach (var webhook in chosen)
            await index.PutAsync(new(projectId, webhook.Id, time.GetUtcNow()), cancellationToken);
        await StorageDecision.RepeatAsync(() => RemoveOnceAsync(projectId, isChosen, cancellationToken));
        foreach (var webhook in chosen)
            await RemoveDeliveriesAsync(webhook, cancellationToken);
        return chosen.Count;
    }

    private async Task<bool> RemoveOnceAsync(long projectId, Func<Webhook, bool> isChosen, CancellationToken cancellationToken)
    {
        var subscriptions = await webhooks.GetSubscriptionsAsync(projectId, cancellationToken);
        var chosen = (await webhooks.ListAsync(projectId, cancellationToken)).Where(isChosen).ToList();
        if (chosen.Count == 0)
            return false;

        var gone = chosen.Select(webhook => webhook.Id).ToHashSet(StringComparer.Ordinal);
        var next = subscriptions with { Items = [.. subscriptions.Items.Where(item => !gone.Contains(item.Id))] };
        await webhooks.RemoveAsync(next, chosen, cancellationToken);
        return true;
    }

    private async Task RemoveDeliveriesAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        for (var batch = 0; batch < BatchesAtOnce; batch++)
        {
            var removed = await deliveries.RemoveBatchAsync(webhook.ProjectId, webhook.Id, olderThan: null, cancellationToken);
            if (removed < WebhookDeliveryTable.MaxBatch)
                return;
        }
    }
}
