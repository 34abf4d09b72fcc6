namespace Exports.EmbeddedHost.Engine.History;

/// <summary>A client resumed the instance.</summary>
internal sealed record ExecutionResumed(string? Reason) : HistoryEvent;
