using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Webhooks.Sweep;

/// <summary>
/// Removes deliveries past their retention with their orchestrations, and what removed webhooks left behind. Cost: two point reads per
/// webhook, and the rows that go; a webhook with very many gives up a bounded number per run, so that no other waits for it.
/// </summary>
internal sealed class DeliveryPruning(
    WebhookIndexTable index,
    WebhookTable webhooks,
    DeliveryRemoval deliveries,
    ProjectTable projects,
    WebhookRemover remover,
    TimeProvider time,
    IOptions<WebhookOptions> options,
    ILogger<DeliveryPruning> logger)
{
    private const int BatchesPerWebhook = 20;

    public async Task<PruningCounts> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var counts = new PruningCounts();
        await foreach (var entry in index.AllAsync(cancellationToken))
        {
            counts.Seen++;
            try
            {
                counts.Deliveries += await PruneAsync(entry, client, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // One webhook that cannot be dealt with must not keep the others from being.
                counts.Errors++;
                logger.PruningFailed(failure, entry.ProjectId, entry.WebhookId);
            }
        }

        return counts;
    }

    private async Task<int> PruneAsync(WebhookIndexEntry entry, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var verdict = await JudgeAsync(entry, now, cancellationToken);
        if (verdict is PruningVerdict.RemoveWebhooks)
            await remover.RemoveWebhooksAsync(entry.ProjectId, cancellationToken);

        var olderThan = verdict is PruningVerdict.PruneOld ? WebhookIds.Before(now - options.Value.Retention) : null;
        var (removed, isDone) = await deliveries.RunAsync(
            (entry.ProjectId, entry.WebhookId), olderThan, BatchesPerWebhook, client, cancellationToken);
        if (isDone && verdict is PruningVerdict.RemoveAll)
            await index.RemoveAsync(entry, cancellationToken);
        return removed;
    }

    private async Task<PruningVerdict> JudgeAsync(WebhookIndexEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var webhook = await webhooks.FindAsync(entry.ProjectId, entry.WebhookId, cancellationToken);
        var project = await projects.GetAsync(entry.ProjectId, cancellationToken);
        return PruningRules.Decide(entry, webhook is not null, project is not null, now);
    }
}
