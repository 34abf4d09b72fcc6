namespace Exports.Functions.ProjectExports.Messages;

/// <summary>One attempt of one job: who is working, as every conditional write asks. The input of <c>BeginAttempt</c>.</summary>
public sealed record AttemptKey(long ProjectId, string JobId, int Attempt);
