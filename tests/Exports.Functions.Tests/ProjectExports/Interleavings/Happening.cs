namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>What one step of an interleaving is.</summary>
internal enum Happening
{
    Enqueue,
    Start,
    Heartbeat,
    Abandon,
    Finish,
    Fail,
    Cancel,

    /// <summary>The timer of the archive's generation.</summary>
    Expire,

    /// <summary>The job's orchestration is terminated, or its history is gone.</summary>
    LoseOrchestration,
    Sweep,
    Watchdog,

    /// <summary>An earlier message is delivered once more.</summary>
    Duplicate,
    TimePasses,
}
