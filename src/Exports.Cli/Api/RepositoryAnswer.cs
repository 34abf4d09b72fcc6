namespace Exports.Cli.Api;

/// <summary>A registered repository, as far as the command line shows it.</summary>
internal sealed record RepositoryAnswer(string Path, string State, string? Reason);
