namespace Exports.Functions.Webhooks.Messages;

/// <summary>The outcome of <c>SendWebhook</c>.</summary>
/// <param name="NextAttemptAt">When the next attempt begins; null when none follows.</param>
public sealed record AttemptResult(DateTimeOffset? NextAttemptAt);
