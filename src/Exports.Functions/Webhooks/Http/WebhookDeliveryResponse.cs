using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Webhooks.Http;

/// <summary>A delivery as the API shows it.</summary>
internal sealed record WebhookDeliveryResponse(
    string Id,
    string EventId,
    WebhookEventType Event,
    WebhookDeliveryStatus Status,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastAttemptAt,
    DateTimeOffset? NextAttemptAt,
    int? LastStatusCode,
    string? LastError,
    long? LastDurationMs,
    string? RedeliveryOf)
{
    public static WebhookDeliveryResponse From(WebhookDelivery delivery) => new(
        delivery.Key.DeliveryId,
        delivery.EventId,
        delivery.Type,
        delivery.Status,
        delivery.Attempts,
        delivery.CreatedAt,
        delivery.LastAttemptAt,
        delivery.NextAttemptAt,
        delivery.LastStatusCode,
        delivery.LastError,
        (long?)delivery.LastDuration?.TotalMilliseconds,
        delivery.RedeliveryOf);
}
