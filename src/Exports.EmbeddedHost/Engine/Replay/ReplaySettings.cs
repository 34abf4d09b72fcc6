using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>What every orchestrator's replay shares.</summary>
/// <param name="Converter">Inputs, outputs and payloads.</param>
/// <param name="Loggers">Where the app's replay-safe loggers write.</param>
/// <param name="CancelledWaitersSwallowEvents">Upstream's defect, for tests (rule E5).</param>
/// <param name="DefaultVersion">Version of sub-orchestrations that name none (rule S5b).</param>
/// <param name="MaxTimerInterval">Longer waits are split into several timers (rule T2).</param>
/// <param name="MaxHistoryEvents">Longer histories fail the instance.</param>
internal sealed record ReplaySettings(
    PayloadConverter Converter,
    ILoggerFactory Loggers,
    bool CancelledWaitersSwallowEvents,
    string? DefaultVersion,
    TimeSpan MaxTimerInterval,
    int MaxHistoryEvents);
