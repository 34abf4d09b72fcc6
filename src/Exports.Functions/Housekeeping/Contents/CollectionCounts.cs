namespace Exports.Functions.Housekeeping.Contents;

/// <summary>What one run of the collection did.</summary>
internal sealed record CollectionCounts
{
    /// <summary>Blobs whose last renewal was before this may go.</summary>
    public DateTimeOffset Cutoff { get; set; }

    /// <summary>Manifests that were read because something names them, or did lately.</summary>
    public int Manifests { get; set; }

    /// <summary>Contents and manifests that were looked at.</summary>
    public long Seen { get; set; }

    /// <summary>Contents and manifests that were removed.</summary>
    public int Removed { get; set; }
}
