using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Webhooks.Http;

/// <summary>The answer to a creation, the only one that contains the secret.</summary>
internal sealed record WebhookCreatedResponse(
    string Id, string Url, IReadOnlyList<string> Events, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, string Secret)
{
    public static WebhookCreatedResponse From(Webhook webhook)
    {
        var shown = WebhookResponse.From(webhook);
        return new(shown.Id, shown.Url, shown.Events, shown.CreatedAt, shown.DisabledAt, webhook.Secret);
    }

    // A record would print its secret wherever it is logged.
    public override string ToString() => nameof(WebhookCreatedResponse);
}
