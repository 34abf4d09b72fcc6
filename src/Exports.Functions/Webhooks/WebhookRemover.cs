using Exports.Functions.Projects;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Webhooks;

/// <summary>
/// Removes webhooks. From the moment at which the webhook's row is gone nothing is sent to it; what it leaves behind goes now, as far
/// as one request should take, and then with the pruning, which finds it through the index. May be repeated.
/// </summary>
internal sealed class WebhookRemover(WebhookTable webhooks, DeliveryRemoval deliveries, WebhookIndexTable index, TimeProvider time)
    : IProjectDeletionStep
{
    private const int BatchesAtOnce = 1;

    /// <summary>A deleted project's webhooks, outbox and deliveries.</summary>
    public async Task RunAsync(long projectId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var webhook in await RemoveWebhooksAsync(projectId, cancellationToken))
            await RemoveDeliveriesAsync(webhook, client, cancellationToken);
    }

    public async Task RemoveAsync(Webhook webhook, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await RemoveWhereAsync(webhook.ProjectId, other => other.Id == webhook.Id, cancellationToken);
        await RemoveDeliveriesAsync(webhook, client, cancellationToken);
    }

    /// <summary>A project's webhooks and its outbox.</summary>
    /// <returns>What there was.</returns>
    public async Task<IReadOnlyList<Webhook>> RemoveWebhooksAsync(long projectId, CancellationToken cancellationToken)
    {
        var removed = await RemoveWhereAsync(projectId, _ => true, cancellationToken);
        await foreach (var change in webhooks.EventsAsync(projectId, jobId: null, cancellationToken))
            await webhooks.RemoveEventAsync(change, cancellationToken);
        return removed;
    }

    private async Task<IReadOnlyList<Webhook>> RemoveWhereAsync(
        long projectId, Func<Webhook, bool> isChosen, CancellationToken cancellationToken)
    {
        var chosen = (await webhooks.ListAsync(projectId, cancellationToken)).Where(isChosen).ToList();
        foreach (var webhook in chosen)
            await index.PutAsync(new(projectId, webhook.Id, time.GetUtcNow()), cancellationToken);
        await StorageDecision.RepeatAsync(() => RemoveOnceAsync(projectId, isChosen, cancellationToken));
        return chosen;
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

    private async Task RemoveDeliveriesAsync(Webhook webhook, DurableTaskClient client, CancellationToken cancellationToken) =>
        await deliveries.RunAsync((webhook.ProjectId, webhook.Id), olderThan: null, BatchesAtOnce, client, cancellationToken);
}
