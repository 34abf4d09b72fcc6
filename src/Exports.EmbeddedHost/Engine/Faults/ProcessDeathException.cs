namespace Exports.EmbeddedHost.Engine.Faults;

/// <summary>
/// A test's stand-in for the death of the process, thrown at a commit. Whoever sees it stops at once and in silence: nothing that
/// follows can become durable.
/// </summary>
internal abstract class ProcessDeathException(string message) : Exception(message);
