using Exports.Functions.Webhooks;

namespace Exports.Functions.Storage.Tables;

/// <summary>What a state change needs to know of one webhook: whether it wants to hear of it.</summary>
internal sealed record WebhookSubscription(string Id, IReadOnlyList<WebhookEventType> Events, bool Enabled = true)
{
    public bool Wants(WebhookEventType type) => Enabled && Events.Contains(type);
}
