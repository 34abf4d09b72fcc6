namespace Exports.Cli.Api;

/// <summary>What the command needs of a project: its number and where it stands.</summary>
internal sealed record ProjectAnswer(long Id, string PathWithNamespace);
