using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks.Messages;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Webhooks.Activities;

/// <summary>
/// The work of <c>SendWebhook</c>: one attempt, sent and recorded. A repeat that finds the attempt recorded sends nothing; one that was cut
/// off between the two sends again, and the receiver sees the same <c>webhook-id</c>.
/// </summary>
internal sealed class DeliveryAttempt(
    WebhookTable webhooks,
    WebhookDeliveryTable deliveries,
    WebhookRedelivery redelivery,
    WebhookDisabler disabler,
    WebhookSender sender,
    TimeProvider time,
    ILogger<DeliveryAttempt> logger)
{
    private static readonly AttemptResult Over = new(null);

    public async Task<AttemptResult> RunAsync(AttemptInput input, CancellationToken cancellationToken)
    {
        var key = input.Delivery.Delivery;
        if (await webhooks.FindAsync(key.ProjectId, key.WebhookId, cancellationToken) is not { } webhook)
            return Over;
        if (await FindAsync(input.Delivery, cancellationToken) is not { } delivery)
            return Over;
        if (delivery.Status is not WebhookDeliveryStatus.Pending || delivery.Attempts >= input.Number)
            return new(delivery.NextAttemptAt);

        var outcome = webhook.DisabledAt is null
            ? await sender.SendAsync(webhook, delivery, cancellationToken)
            : new AttemptOutcome(null, "The webhook is disabled.", time.GetUtcNow(), TimeSpan.Zero);
        if (outcome.IsGone)
            await disabler.DisableAsync(webhook, cancellationToken);
        var isLast = outcome.IsGone || webhook.DisabledAt is not null;
        return await RecordAsync(input, outcome, isLast, cancellationToken);
    }

    private async Task<WebhookDelivery?> FindAsync(DeliveryInput input, CancellationToken cancellationToken) =>
        await deliveries.FindAsync(input.Delivery, cancellationToken)
        ?? (input.RedeliveryOf is null ? null : await redelivery.EnsureAsync(input, cancellationToken));

    private Task<AttemptResult> RecordAsync(AttemptInput input, AttemptOutcome outcome, bool isLast, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            // Gone with its webhook, or recorded by a twin, which is as good, unless this one got through and the twin did not.
            if (await deliveries.FindAsync(input.Delivery.Delivery, cancellationToken) is not { } delivery)
                return Over;
            var isRecorded = delivery.Status is not WebhookDeliveryStatus.Pending || delivery.Attempts >= input.Number;
            if (delivery.Status is WebhookDeliveryStatus.Delivered || (isRecorded && !outcome.IsDelivered))
                return new(delivery.NextAttemptAt);

            var recorded = Recorded(delivery, input, outcome, isLast);
            await deliveries.UpdateAsync(recorded, cancellationToken);
            if (recorded.Status is WebhookDeliveryStatus.Failed)
                logger.GaveUp(recorded.Key.WebhookId, recorded.Key.DeliveryId, recorded.Attempts, recorded.LastError);
            return new(recorded.NextAttemptAt);
        });

    private WebhookDelivery Recorded(WebhookDelivery delivery, AttemptInput input, AttemptOutcome outcome, bool isLast)
    {
        var retries = input.Delivery.Retries;
        var fails = isLast || input.Number > retries.Count;
        return delivery with
        {
            Attempts = Math.Max(delivery.Attempts, input.Number),
            LastAttemptAt = outcome.StartedAt,
            LastStatusCode = outcome.StatusCode,
            LastError = outcome.Error,
            LastDuration = outcome.Duration,
            Status = outcome.IsDelivered ? WebhookDeliveryStatus.Delivered
                : fails ? WebhookDeliveryStatus.Failed
                : WebhookDeliveryStatus.Pending,
            NextAttemptAt = outcome.IsDelivered || fails ? null : time.GetUtcNow() + retries.BackoffAfter(input.Number),
        };
    }
}
