using Microsoft.Extensions.Logging;

namespace Exports.Functions.Webhooks;

/// <summary>What webhooks log: ids, never an address or a secret.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(LogLevel.Error, "The events of job {JobId} of project {ProjectId} could not be handed over; the next sweep tries again")]
    public static partial void DispatchFailed(this ILogger logger, Exception exception, long projectId, string jobId);

    [LoggerMessage(LogLevel.Information, "Webhook {WebhookId} of project {ProjectId} is disabled: its receiver answered 410")]
    public static partial void Disabled(this ILogger logger, long projectId, string webhookId);

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} of webhook {WebhookId} failed for good after {Attempts} attempts: {Error}")]
    public static partial void GaveUp(this ILogger logger, string webhookId, string deliveryId, int attempts, string? error);

    [LoggerMessage(LogLevel.Error, "Webhook {WebhookId} of project {ProjectId} could not be pruned; the next run tries again")]
    public static partial void PruningFailed(this ILogger logger, Exception exception, long projectId, string webhookId);
}
