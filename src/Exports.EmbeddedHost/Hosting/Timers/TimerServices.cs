using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>What all timer listeners share.</summary>
internal sealed record TimerServices(FunctionInvoker Invoker, TimerMonitor Monitor, TimeProvider Time, ILogger Logger)
{
    public RunTracker Runs { get; } = new();

    /// <summary>Fires when the host stops.</summary>
    public required CancellationToken Stopping { get; init; }
}
