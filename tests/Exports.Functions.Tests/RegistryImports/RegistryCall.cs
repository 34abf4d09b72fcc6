namespace Exports.Functions.Tests.RegistryImports;

/// <summary>One request that reached a <see cref="PlannedRegistry"/>.</summary>
internal sealed record RegistryCall(DateTimeOffset At, string What, string Path);
