namespace Exports.Functions.Storage.Tables;

/// <summary>One webhook in the index over all projects: there may be deliveries of it, whether or not it is there itself.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="WebhookId">The webhook.</param>
/// <param name="ChangedAt">When its creation or its removal began.</param>
internal sealed record WebhookIndexEntry(long ProjectId, string WebhookId, DateTimeOffset ChangedAt);
