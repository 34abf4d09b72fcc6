namespace Exports.EmbeddedHost.Engine.History;

internal sealed record ActivityCompleted(int TaskId, string? Result) : CompletedAction(TaskId);
