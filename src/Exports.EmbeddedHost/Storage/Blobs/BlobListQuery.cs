namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>A question for one page of a container's blobs.</summary>
/// <param name="Prefix">Only names that begin with it.</param>
/// <param name="StartFrom">Only names from this one on.</param>
/// <param name="WithMetadata">Whether each blob's metadata is wanted.</param>
internal sealed record BlobListQuery(string? Prefix, string? StartFrom, bool WithMetadata)
{
    /// <summary>From the page before; null for the first.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 5,000; null for 5,000.</summary>
    public int? MaxPerPage { get; init; }
}
