namespace Exports.EmbeddedHost.Engine.Replay;

internal sealed class OrchestratorNotFoundException(string name) : Exception($"No orchestrator named '{name}' was found in the app.");
