namespace Exports.EmbeddedHost.Engine.History;

/// <summary>An external event arrived. A null payload is legal (rule E8).</summary>
internal sealed record EventRaised(string Name, string? Payload) : HistoryEvent;
