namespace Exports.TestKit.Registry;

/// <summary>What the registry tells when a step ends.</summary>
internal sealed record RegistryNotification(string Path, string Status);
