namespace Azure.Storage.Blobs.Models;

/// <summary>Who may read a container without credentials. This host knows <see cref="None"/> only.</summary>
public enum PublicAccessType
{
    None = 0,
    BlobContainer = 1,
    Blob = 2,
}
