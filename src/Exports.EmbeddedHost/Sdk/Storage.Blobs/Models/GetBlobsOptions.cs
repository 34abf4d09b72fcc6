#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>What a listing returns.</summary>
public class GetBlobsOptions
{
    public BlobTraits Traits { get; set; }

    /// <summary>Only <see cref="BlobStates.None"/> is supported.</summary>
    public BlobStates States { get; set; }

    /// <summary>Only names that begin with it.</summary>
    public string Prefix { get; set; }

    /// <summary>Only names from this one on, inclusive.</summary>
    public string StartFrom { get; set; }
}
