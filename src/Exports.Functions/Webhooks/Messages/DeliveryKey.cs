namespace Exports.Functions.Webhooks.Messages;

/// <summary>One delivery of one webhook.</summary>
public sealed record DeliveryKey(long ProjectId, string WebhookId, string DeliveryId)
{
    /// <summary>The id of the delivery's orchestration.</summary>
    internal string InstanceId => $"webhook-{WebhookId}-{DeliveryId}";
}
