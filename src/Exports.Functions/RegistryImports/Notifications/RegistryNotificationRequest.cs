namespace Exports.Functions.RegistryImports.Notifications;

/// <summary>What the registry sends when a step ends.</summary>
internal sealed record RegistryNotificationRequest(string? Name, string? Path, string? Status, string? Detail);
