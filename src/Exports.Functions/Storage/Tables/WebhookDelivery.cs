using Azure;
using Exports.Functions.Webhooks;
using Exports.Functions.Webhooks.Messages;

namespace Exports.Functions.Storage.Tables;

/// <summary>One event on its way to one webhook: what is sent, and what came of it.</summary>
internal sealed record WebhookDelivery
{
    public required DeliveryKey Key { get; init; }

    public required string EventId { get; init; }

    public required WebhookEventType Type { get; init; }

    /// <summary>The JSON text that is signed and sent, the same at every attempt and redelivery.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The delivery that this one repeats on somebody's request; null for the first one of an event.</summary>
    public string? RedeliveryOf { get; init; }

    public WebhookDeliveryStatus Status { get; init; }

    /// <summary>Attempts that have ended.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The receiver's latest answer; null when it gave none.</summary>
    public int? LastStatusCode { get; init; }

    /// <summary>Why the latest attempt failed, in one sentence without address and secret.</summary>
    public string? LastError { get; init; }

    /// <summary>How long the latest attempt took.</summary>
    public TimeSpan? LastDuration { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public ETag ETag { get; init; }
}
