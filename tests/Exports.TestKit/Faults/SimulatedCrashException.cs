using Exports.EmbeddedHost.Engine.Faults;

namespace Exports.TestKit.Faults;

/// <summary>The process is dead as far as the store is concerned: nothing it does from here on becomes durable.</summary>
internal sealed class SimulatedCrashException(string message) : ProcessDeathException(message);
