#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>A container's version.</summary>
public class BlobContainerInfo
{
    internal BlobContainerInfo()
    {
    }

    public ETag ETag { get; internal set; }

    public DateTimeOffset LastModified { get; internal set; }
}
