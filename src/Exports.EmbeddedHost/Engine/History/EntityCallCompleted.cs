namespace Exports.EmbeddedHost.Engine.History;

internal sealed record EntityCallCompleted(int TaskId, string? Result) : CompletedAction(TaskId);
