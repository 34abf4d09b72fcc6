using Exports.Functions.Shared.Durable;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks.Messages;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Webhooks;

/// <summary>
/// Sends an event once more, as a delivery of its own. The orchestration comes first and both it and the request write the record, so
/// that a request cut off in between leaves no record that nobody works on.
/// </summary>
internal sealed class WebhookRedelivery(WebhookDeliveryTable deliveries, TimeProvider time, IOptions<WebhookOptions> options)
{
    /// <returns>The new delivery; null when the one to repeat was pruned meanwhile.</returns>
    public async Task<WebhookDelivery?> StartAsync(DeliveryKey original, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var key = original with { DeliveryId = WebhookIds.OfRedelivery(time.GetUtcNow()) };
        var input = new DeliveryInput(key, options.Value.RetrySettings(), original.DeliveryId);
        await client.EnsureScheduledAsync(WebhookDeliveryOrchestrator.Name, input, key.InstanceId, cancellationToken);
        return await EnsureAsync(input, cancellationToken);
    }

    /// <summary>Records the redelivery unless it is recorded already.</summary>
    /// <returns>The record; null when there is nothing to repeat any more.</returns>
    public async Task<WebhookDelivery?> EnsureAsync(DeliveryInput input, CancellationToken cancellationToken)
    {
        var original = await deliveries.FindAsync(input.Delivery with { DeliveryId = input.RedeliveryOf! }, cancellationToken);
        return original is null
            ? null
            : await deliveries.EnsureAsync(
                new()
                {
                    Key = input.Delivery,
                    EventId = original.EventId,
                    Type = original.Type,
                    Body = original.Body,
                    CreatedAt = time.GetUtcNow(),
                    RedeliveryOf = original.Key.DeliveryId,
                },
                cancellationToken);
    }
}
