using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Webhooks.Sweep;

/// <summary>
/// Removes deliveries past their retention, and what removed webhooks left behind. Cost: two point reads per webhook, and the rows
/// that go; a webhook with very many gives up a bounded number per run, so that no other waits for it.
/// </summary>
internal sealed class DeliveryPruning(
    WebhookIndexTable index,
    WebhookTable webhooks,
    WebhookDeliveryTable deliveries,
    ProjectTable projects,
    WebhookRemover remover,
    TimeProvider time,
    IOptions<WebhookOptions> options,
    ILogger<DeliveryPruning> logger)
{
    private const int BatchesPerWebhook = 20;

    public async Task<PruningCounts> RunOnceAsync(CancellationToken cancellationToken)
    {
        var counts = new PruningCounts();
        await foreach (var entry in index.AllAsync(cancellationToken))
        {
            counts.Seen++;
            try
            {
                counts.Deliveries += await PruneAsync(entry, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One webhook that cannot be dealt with must not keep the others from being.
                counts.Errors++;
                logger.PruningFailed(failure, entry.ProjectId, entry.WebhookId);
            }
        }

        return counts;
    }

    private async Task<int> PruneAsync(WebhookIndexEntry entry, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        switch (await JudgeAsync(entry, now, cancellationToken))
        {
            case PruningVerdict.PruneOld:
                return (await RemoveAsync(entry, WebhookIds.Before(now - options.Value.Retention), cancellationToken)).Removed;
            case PruningVerdict.RemoveWebhooks:
                await remover.RemoveAllAsync(entry.ProjectId, cancellationToken);
                return 0;
            case PruningVerdict.RemoveDeliveries:
                return (await RemoveAsync(entry, olderThan: null, cancellationToken)).Removed;
            default:
                var (removed, isDone) = await RemoveAsync(entry, olderThan: null, cancellationToken);
                if (isDone)
                    await index.RemoveAsync(entry, cancellationToken);
                return removed;
        }
    }

    private async Task<PruningVerdict> JudgeAsync(WebhookIndexEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var webhook = await webhooks.FindAsync(entry.ProjectId, entry.WebhookId, cancellationToken);
        var project = await projects.GetAsync(entry.ProjectId, cancellationToken);
        return PruningRules.Decide(entry, webhook is not null, project is not null, now);
    }

    private async Task<(int Removed, bool IsDone)> RemoveAsync(WebhookIndexEntry entry, string? olderThan, CancellationToken cancellationToken)
    {
        var removed = 0;
        for (var batch = 0; batch < BatchesPerWebhook; batch++)
        {
            var went = await deliveries.RemoveBatchAsync(entry.ProjectId, entry.WebhookId, olderThan, cancellationToken);
            removed += went;
            if (went < WebhookDeliveryTable.MaxBatch)
                return (removed, true);
        }

        return (removed, false);
    }
}
