namespace Exports.EmbeddedHost.Engine.History;

internal sealed record SubOrchestrationCompleted(int TaskId, string? Result) : CompletedAction(TaskId);
