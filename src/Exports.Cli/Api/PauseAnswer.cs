namespace Exports.Cli.Api;

/// <summary>Who paused new starts, when and why.</summary>
internal sealed record PauseAnswer(string Reason, string By, DateTimeOffset At);
