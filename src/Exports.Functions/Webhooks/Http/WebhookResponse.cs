using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Webhooks.Http;

/// <summary>A webhook as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Its address without the query, which may be as good as a password.</param>
/// <param name="Events">What it hears of.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="DisabledAt">Since when its receiver, having answered 410, is left alone.</param>
internal sealed record WebhookResponse(
    string Id, string Url, IReadOnlyList<string> Events, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt)
{
    public static WebhookResponse From(Webhook webhook) => new(
        webhook.Id,
        new Uri(webhook.Url).GetLeftPart(UriPartial.Path),
        [.. webhook.Events.Select(StoredName.Of)],
        webhook.CreatedAt,
        webhook.DisabledAt);
}
