namespace Exports.Functions.RegistryImports.Rules;

/// <param name="Code">Whether starts are possible, and what stands in the way.</param>
/// <param name="Free">How many slots may be filled; 0 unless free.</param>
/// <param name="Until">When that may change, where the clock decides it.</param>
internal sealed record EnqueueDecision(EnqueueCode Code, int Free = 0, DateTimeOffset? Until = null);
