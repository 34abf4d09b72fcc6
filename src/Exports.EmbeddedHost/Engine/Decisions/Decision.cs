namespace Exports.EmbeddedHost.Engine.Decisions;

/// <summary>Something the orchestrator wants done. A checkpoint turns decisions into history and messages.</summary>
internal abstract record Decision;
