using Exports.Functions.Shared;

namespace Exports.Functions.ProjectExports.Messages;

/// <summary>The input of <c>FailJob</c>.</summary>
public sealed record FailInput(long ProjectId, string JobId, FailureReason Reason, string Message);
