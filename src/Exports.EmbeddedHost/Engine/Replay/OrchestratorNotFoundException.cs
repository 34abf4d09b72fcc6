using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>The app has no orchestrator of that name, or no longer.</summary>
internal sealed class OrchestratorNotFoundException(string name) : Exception($"No orchestrator named '{name}' was found in the app.")
{
    public Failure ToFailure() => new(FailureTypes.OrchestratorNotFound, Message) { NonRetriable = true };
}
