namespace Exports.Functions.Housekeeping.Records;

/// <summary>What one run of a pruner did.</summary>
internal sealed record PruneCounts
{
    /// <summary>Rows of the index that were due.</summary>
    public int Seen { get; set; }

    /// <summary>Records that it removed, and rows that led to none.</summary>
    public int Removed { get; set; }

    /// <summary>Records that may not go yet.</summary>
    public int Kept { get; set; }

    /// <summary>Rows that it could not deal with; the next run tries again.</summary>
    public int Errors { get; set; }
}
