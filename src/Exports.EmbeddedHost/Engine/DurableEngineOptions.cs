namespace Exports.EmbeddedHost.Engine;

/// <summary>How the engine runs. The switches at the end are for tests.</summary>
internal sealed class DurableEngineOptions
{
    /// <value>Activities that run at once. Default: 10 per core.</value>
    public int MaxConcurrentActivities { get; set; } = 10 * Environment.ProcessorCount;

    /// <value>Orchestrations and entities that take a step at once; waiting for a commit counts. Default: 256.</value>
    public int MaxConcurrentInstances { get; set; } = 256;

    /// <value>Idle orchestrations kept in memory, so that they need no replay. Default: 1,000; 0 keeps none.</value>
    public int InstanceCacheSize { get; set; } = 1_000;

    /// <value>Longest input, output, event or state, in characters of JSON. Default: 4 Mi.</value>
    public int MaxPayloadLength { get; set; } = 4 * 1024 * 1024;

    /// <value>Longest history of one execution, in events. Default: 100,000.</value>
    public int MaxHistoryEvents { get; set; } = 100_000;

    /// <value>Most messages one step takes. Default: 500.</value>
    public int MaxMessagesPerStep { get; set; } = 500;

    /// <value>Version of instances whose start names none (rule V1). Default: none.</value>
    public string? DefaultVersion { get; set; }

    /// <value>Longer waits become several timers (rule T2). Default: 3 days.</value>
    public TimeSpan MaxTimerInterval { get; set; } = TimeSpan.FromDays(3);

    /// <value>
    /// How often the store is asked for messages that no signal announced, and waiting clients look again. Default: 1 s; infinite turns it
    /// off.
    /// </value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <value>How long a stopping host waits for running activities. Default: 30 s.</value>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>Test: no orchestrator stays in memory; each step replays the whole history and must make the same decisions.</value>
    public bool ReplayFromScratch { get; set; }

    /// <value>
    /// Test: upstream's known defects. A cancelled waiter swallows an event (E5); terminate and raise on a finished or missing instance
    /// throw (E6, I7).
    /// </value>
    public bool UpstreamDefects { get; set; }

    /// <value>Test: every message, and every activity, is delivered twice.</value>
    public bool DuplicateDelivery { get; set; }
}
