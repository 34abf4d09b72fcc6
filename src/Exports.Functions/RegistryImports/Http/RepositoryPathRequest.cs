namespace Exports.Functions.RegistryImports.Http;

/// <summary>The body of a route about one repository.</summary>
internal sealed record RepositoryPathRequest(string? Path);
