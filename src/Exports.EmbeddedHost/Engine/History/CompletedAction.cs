namespace Exports.EmbeddedHost.Engine.History;

/// <summary>A fact that answers an action of the orchestrator: a result, a failure, a fired timer, a granted lock.</summary>
/// <param name="TaskId">The number of the <see cref="RecordedAction"/> that is answered.</param>
internal abstract record CompletedAction(int TaskId) : HistoryEvent;
