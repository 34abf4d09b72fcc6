namespace Exports.EmbeddedHost.Engine.Decisions;

/// <summary>Passes a recursive termination on to a child that still runs (rule S6).</summary>
internal sealed record TerminateChild(string InstanceId, string? Output) : Decision;
