namespace Exports.EmbeddedHost.Engine.History;

/// <summary>A client, or a parent that was terminated with its children, ended the instance (rule I7).</summary>
internal sealed record ExecutionTerminated(string? Output, bool Recursive) : HistoryEvent;
