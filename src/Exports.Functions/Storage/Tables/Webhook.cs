using Azure;
using Exports.Functions.Webhooks;

namespace Exports.Functions.Storage.Tables;

/// <summary>One address that is told about a project's exports.</summary>
internal sealed record Webhook
{
    public required long ProjectId { get; init; }

    /// <summary>32 lower-case hex digits, sorting by the time of creation.</summary>
    public required string Id { get; init; }

    /// <summary>The whole address, with a query that may be as good as a password.</summary>
    public required string Url { get; init; }

    /// <summary>Signs every delivery, so it is stored as it is (docs/decisions/0051). It leaves this row for nothing else.</summary>
    public required string Secret { get; init; }

    public required IReadOnlyList<WebhookEventType> Events { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its receiver answered 410 and deliveries ended; null while it is in use.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    public ETag ETag { get; init; }

    // A record would print its secret wherever it is logged.
    public override string ToString() => $"webhook {Id} of project {ProjectId}";
}
