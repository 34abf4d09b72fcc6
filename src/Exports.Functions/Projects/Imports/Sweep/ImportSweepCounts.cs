namespace Exports.Functions.Projects.Imports.Sweep;

/// <summary>What one run of the sweep did.</summary>
internal sealed record ImportSweepCounts
{
    /// <summary>Rows of the active index.</summary>
    public int Seen { get; set; }

    /// <summary>Imports that it ended.</summary>
    public int Ended { get; set; }

    /// <summary>Rows that led to no import under way.</summary>
    public int Closed { get; set; }

    /// <summary>Records whose time was over.</summary>
    public int Pruned { get; set; }

    /// <summary>Rows that it could not deal with; the next run tries again.</summary>
    public int Errors { get; set; }
}
