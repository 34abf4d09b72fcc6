#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>What a blob is known by after a change that left its content alone.</summary>
public class BlobInfo
{
    internal BlobInfo()
    {
    }

    public ETag ETag { get; internal set; }

    public DateTimeOffset LastModified { get; internal set; }

    /// <summary>Zero: this host keeps block blobs only.</summary>
    public long BlobSequenceNumber { get; internal set; }

    /// <summary>Null: this host keeps no versions.</summary>
    public string VersionId { get; internal set; }
}
