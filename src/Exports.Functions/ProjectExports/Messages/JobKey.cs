namespace Exports.Functions.ProjectExports.Messages;

/// <summary>One job. The input of <c>CloseJob</c>.</summary>
public sealed record JobKey(long ProjectId, string JobId);
