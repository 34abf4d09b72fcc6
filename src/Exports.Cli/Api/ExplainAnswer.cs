namespace Exports.Cli.Api;

/// <summary>Why a repository is where it is.</summary>
internal sealed record ExplainAnswer(string Path, string State, string Code, string Message, DateTimeOffset? Until);
