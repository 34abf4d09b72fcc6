using System.Globalization;
using Azure.Data.Tables;
using Exports.Functions.Webhooks;

namespace Exports.Functions.Storage.Tables;

/// <summary>Turns a delivery into its table row and back. A property that is null is not stored.</summary>
internal static class WebhookDeliveryRow
{
    public static TableEntity ToEntity(WebhookDelivery delivery) =>
        new(WebhookKeys.Deliveries(delivery.Key.ProjectId, delivery.Key.WebhookId), WebhookKeys.Delivery(delivery.Key.DeliveryId))
        {
            ["ProjectId"] = delivery.Key.ProjectId,
            ["WebhookId"] = delivery.Key.WebhookId,
            ["EventId"] = delivery.EventId,
            ["Type"] = StoredName.Of(delivery.Type),
            ["Body"] = delivery.Body,
            ["CreatedAt"] = delivery.CreatedAt,
            ["RedeliveryOf"] = delivery.RedeliveryOf,
            ["Status"] = StoredName.Of(delivery.Status),
            ["Attempts"] = delivery.Attempts,
            ["LastAttemptAt"] = delivery.LastAttemptAt,
            ["LastStatusCode"] = delivery.LastStatusCode,
            ["LastError"] = delivery.LastError,
            ["LastDuration"] = delivery.LastDuration?.ToString("c", CultureInfo.InvariantCulture),
            ["NextAttemptAt"] = delivery.NextAttemptAt,
            ETag = delivery.ETag,
        };

    public static WebhookDelivery FromEntity(TableEntity entity) => new()
    {
        Key = new(entity.GetInt64("ProjectId")!.Value, entity.GetString("WebhookId"), WebhookKeys.DeliveryId(entity.RowKey)),
        EventId = entity.GetString("EventId"),
        Type = StoredName.Parse<WebhookEventType>(entity.GetString("Type")),
        Body = entity.GetString("Body"),
        CreatedAt = entity.GetDateTimeOffset("CreatedAt")!.Value,
        RedeliveryOf = entity.GetString("RedeliveryOf"),
        Status = StoredName.Parse<WebhookDeliveryStatus>(entity.GetString("Status")),
        Attempts = entity.GetInt32("Attempts") ?? 0,
        LastAttemptAt = entity.GetDateTimeOffset("LastAttemptAt"),
        LastStatusCode = entity.GetInt32("LastStatusCode"),
        LastError = entity.GetString("LastError"),
        LastDuration = entity.GetString("LastDuration") is { } text ? TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture) : null,
        NextAttemptAt = entity.GetDateTimeOffset("NextAttemptAt"),
        ETag = entity.ETag,
    };
}
