namespace Exports.EmbeddedHost.Engine.History;

internal sealed record ActivityFailed(int TaskId, Failure Failure) : CompletedAction(TaskId);
