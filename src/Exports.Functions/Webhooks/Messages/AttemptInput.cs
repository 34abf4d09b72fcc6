namespace Exports.Functions.Webhooks.Messages;

/// <summary>The input of <c>SendWebhook</c>: which attempt of which delivery, from 1.</summary>
public sealed record AttemptInput(DeliveryInput Delivery, int Number);
