using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Webhooks;

/// <summary>Takes a webhook out of use whose receiver answered 410. It stays on the list, with its record, until it is deleted.</summary>
internal sealed class WebhookDisabler(WebhookTable webhooks, TimeProvider time, ILogger<WebhookDisabler> logger)
{
    public async Task DisableAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var isDisabled = await StorageDecision.RepeatAsync(async () =>
        {
            var subscriptions = await webhooks.GetSubscriptionsAsync(webhook.ProjectId, cancellationToken);
            if (await webhooks.FindAsync(webhook.ProjectId, webhook.Id, cancellationToken) is not { DisabledAt: null } current)
                return false;

            var next = subscriptions.Items.Select(item => item.Id == webhook.Id ? item with { Enabled = false } : item);
            await webhooks.UpdateAsync(
                subscriptions with { Items = [.. next] }, current with { DisabledAt = time.GetUtcNow() }, cancellationToken);
            return true;
        });
        if (isDisabled)
            logger.Disabled(webhook.ProjectId, webhook.Id);
    }
}
