namespace Exports.Functions.Webhooks.Sweep;

/// <summary>What one run of the pruning did.</summary>
internal sealed record PruningCounts
{
    /// <summary>Rows of the index.</summary>
    public int Seen { get; set; }

    /// <summary>Deliveries that went.</summary>
    public int Deliveries { get; set; }

    /// <summary>Webhooks that could not be dealt with; the next run tries again.</summary>
    public int Errors { get; set; }
}
