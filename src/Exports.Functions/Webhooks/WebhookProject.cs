namespace Exports.Functions.Webhooks;

/// <summary>A project as a delivery names it.</summary>
internal sealed record WebhookProject(long Id, string Name, string PathWithNamespace);
