#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>Conditions on a blob's version and tags.</summary>
public class BlobLeaseRequestConditions : RequestConditions
{
    /// <summary>A condition on tags; refused by this host, which keeps none.</summary>
    public string TagConditions { get; set; }
}
