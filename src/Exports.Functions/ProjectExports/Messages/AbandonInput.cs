namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The input of <c>AbandonAttempt</c>: the attempt failed with this message, the next one begins at that time.</summary>
public sealed record AbandonInput(AttemptKey Attempt, string Message, DateTimeOffset NextAttemptAt);
