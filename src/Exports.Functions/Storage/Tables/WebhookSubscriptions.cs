using Azure;

namespace Exports.Functions.Storage.Tables;

/// <summary>All webhooks of a project in one row: read at every state change, and the one place where their number is limited.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Items">The webhooks, in the order of their creation.</param>
/// <param name="ETag">The row's version; default when there is no row.</param>
internal sealed record WebhookSubscriptions(long ProjectId, IReadOnlyList<WebhookSubscription> Items, ETag ETag);
