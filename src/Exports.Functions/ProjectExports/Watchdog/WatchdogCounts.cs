namespace Exports.Functions.ProjectExports.Watchdog;

/// <summary>What one run of the watchdog found and did.</summary>
internal sealed record WatchdogCounts
{
    /// <summary>Rows of the active index.</summary>
    public int Active { get; set; }

    /// <summary>Jobs that wait for a slot.</summary>
    public int Waiting { get; set; }

    /// <summary>Attempts that fell silent; their orchestrations were told.</summary>
    public int Redriven { get; set; }

    /// <summary>Jobs that the queue was wrong about.</summary>
    public int Repaired { get; set; }

    /// <summary>Rows that it could not deal with; the next run tries again.</summary>
    public int Errors { get; set; }

    /// <summary>Whether anybody should read about this run.</summary>
    public bool IsNotable => Redriven + Repaired + Errors > 0;
}
