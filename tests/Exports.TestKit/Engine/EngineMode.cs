namespace Exports.TestKit.Engine;

/// <summary>How a test runs the engine.</summary>
internal enum EngineMode
{
    /// <summary>As in production: recent orchestrators stay in memory and go on from where they stopped.</summary>
    Cached,

    /// <summary>Every step replays the orchestrator from its first event; decisions that differ fail loudly.</summary>
    ReplayFromScratch,

    /// <summary>Replays from scratch, with the defects of the real hosts (rules E5, E6, I7).</summary>
    UpstreamDefects,

    /// <summary>Replays from scratch; every message and activity is delivered twice.</summary>
    DuplicateDelivery,
}
