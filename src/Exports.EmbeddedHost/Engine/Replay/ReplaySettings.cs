using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>What every orchestrator's replay shares.</summary>
/// <param name="Converter">Inputs, outputs and payloads.</param>
/// <param name="Loggers">Where the app's replay-safe loggers write.</param>
internal sealed record ReplaySettings(PayloadConverter Converter, ILoggerFactory Loggers)
{
    /// <summary>Version of sub-orchestrations that name none (rule S5b).</summary>
    public string? DefaultVersion { get; init; }

    /// <summary>Longer waits are split into several timers (rule T2).</summary>
    public TimeSpan MaxTimerInterval { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Longer histories fail the instance.</summary>
    public int MaxHistoryEvents { get; init; } = 100_000;

    /// <summary>Upstream's defect, for tests (rule E5).</summary>
    public bool CancelledWaitersSwallowEvents { get; init; }

    /// <summary>Whether replays compare inputs too, for tests.</summary>
    public bool ComparesPayloads { get; init; }
}
