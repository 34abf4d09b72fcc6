namespace Azure.Storage.Blobs.Models;

/// <summary>What a listing says about each blob beyond its name and properties.</summary>
[Flags]
public enum BlobTraits
{
    All = -1,
    None = 0,
    CopyStatus = 1,
    Metadata = 2,
    Tags = 4,
    ImmutabilityPolicy = 8,
    LegalHold = 16,
}
