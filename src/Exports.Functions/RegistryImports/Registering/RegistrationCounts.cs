namespace Exports.Functions.RegistryImports.Registering;

/// <summary>What became of the repositories of one request.</summary>
/// <param name="Registered">New ones.</param>
/// <param name="Updated">Known ones whose tags, plan, priority or date changed.</param>
/// <param name="Unchanged">Known ones, as they were.</param>
internal sealed record RegistrationCounts(int Registered, int Updated, int Unchanged);
