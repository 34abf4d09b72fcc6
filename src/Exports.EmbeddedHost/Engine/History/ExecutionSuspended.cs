namespace Exports.EmbeddedHost.Engine.History;

/// <summary>A client suspended the instance: facts after this one wait, actions are held, until it is resumed (rule I8).</summary>
internal sealed record ExecutionSuspended(string? Reason) : HistoryEvent;
