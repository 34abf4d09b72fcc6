#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>How a block list is committed.</summary>
public class CommitBlockListOptions
{
    public BlobHttpHeaders HttpHeaders { get; set; }

    public IDictionary<string, string> Metadata { get; set; }

    /// <summary>Refused by this host, which keeps none.</summary>
    public IDictionary<string, string> Tags { get; set; }

    public BlobRequestConditions Conditions { get; set; }

    /// <summary>Refused by this host, which has one tier.</summary>
    public AccessTier? AccessTier { get; set; }
}
