namespace Exports.EmbeddedHost.Engine.Store;

/// <summary>The checkpoint rests on something that another commit has changed: it is to be computed again from what is stored.</summary>
internal sealed class StaleCheckpointException(string message) : Exception(message);
