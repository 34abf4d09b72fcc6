namespace Exports.Functions.RegistryImports;

/// <summary>Where a repository is found in table <c>registryplaces</c>: one key range for each thing that is ever looked for.</summary>
internal readonly record struct RepositoryPlace(string Partition, string Row);
