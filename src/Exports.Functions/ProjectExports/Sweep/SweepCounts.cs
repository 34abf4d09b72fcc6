namespace Exports.Functions.ProjectExports.Sweep;

/// <summary>What one run of the sweep did.</summary>
internal sealed record SweepCounts
{
    /// <summary>Rows of the active index.</summary>
    public int Seen { get; set; }

    /// <summary>Jobs that it failed.</summary>
    public int Failed { get; set; }

    /// <summary>Rows that led to no active job.</summary>
    public int Closed { get; set; }

    /// <summary>Slots and tickets of jobs that have ended.</summary>
    public int SlotsFreed { get; set; }

    /// <summary>Archives past their time, and their index rows.</summary>
    public int ArchivesRemoved { get; set; }

    /// <summary>Rows that it could not deal with; the next run tries again.</summary>
    public int Errors { get; set; }
}
