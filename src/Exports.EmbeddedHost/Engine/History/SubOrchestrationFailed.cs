namespace Exports.EmbeddedHost.Engine.History;

internal sealed record SubOrchestrationFailed(int TaskId, Failure Failure) : CompletedAction(TaskId);
