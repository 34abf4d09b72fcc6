namespace Exports.EmbeddedHost.Engine.History;

/// <summary>A step over new messages began. Its time is the orchestrator's clock until the next one (rule R4).</summary>
internal sealed record EpisodeStarted(DateTime At) : HistoryEvent;
