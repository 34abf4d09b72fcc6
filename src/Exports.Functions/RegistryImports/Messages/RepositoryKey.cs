namespace Exports.Functions.RegistryImports.Messages;

/// <summary>An attempt at a repository: what an activity acts for, and is refused for when the row holds another attempt.</summary>
/// <param name="Hash">The repository's key, see <see cref="RepositoryHash"/>.</param>
/// <param name="Path">The repository's path at the registry.</param>
/// <param name="Attempt">The attempt's number, from 1.</param>
public sealed record RepositoryKey(string Hash, string Path, int Attempt);
