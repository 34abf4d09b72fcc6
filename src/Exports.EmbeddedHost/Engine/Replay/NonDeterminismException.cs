namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>The orchestrator's code did something else than its history says (rule R2).</summary>
internal sealed class NonDeterminismException(string message) : Exception(message);
