namespace Exports.EmbeddedHost.Engine.History;

internal sealed record EntityCallFailed(int TaskId, Failure Failure) : CompletedAction(TaskId);
