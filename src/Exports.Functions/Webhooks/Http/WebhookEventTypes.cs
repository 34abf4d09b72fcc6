using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Webhooks.Http;

/// <summary>Reads the events that a caller names.</summary>
internal static class WebhookEventTypes
{
    private static readonly string Known = string.Join(", ", Enum.GetValues<WebhookEventType>().Select(StoredName.Of));

    /// <returns>Each event once, in the order in which they happen; all of them when none is given.</returns>
    /// <exception cref="ApiException">400: an event is unknown, or the list is empty.</exception>
    public static IReadOnlyList<WebhookEventType> Parse(IReadOnlyList<string>? names)
    {
        if (names is null)
            return Enum.GetValues<WebhookEventType>();
        if (names.Count == 0)
            throw ApiException.BadRequest($"400 Bad request - events is empty; leave it out for all of {Known}");
        return [.. names.Select(ParseOne).Distinct().Order()];
    }

    private static WebhookEventType ParseOne(string? name) =>
        Enum.GetValues<WebhookEventType>().Cast<WebhookEventType?>().FirstOrDefault(type => StoredName.Of(type!.Value) == name)
        ?? throw ApiException.BadRequest($"400 Bad request - events has an unknown event; it may contain {Known}");
}
