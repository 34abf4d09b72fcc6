namespace Exports.EmbeddedHost.Engine.History;

internal sealed record TimerFired(int TaskId) : CompletedAction(TaskId);
