namespace Exports.EmbeddedHost.Hosting;

/// <summary>The host cannot start, for a reason its user can mend. The message is one complete sentence for that user.</summary>
public sealed class HostStartException(string message, Exception? cause = null) : Exception(message, cause);
