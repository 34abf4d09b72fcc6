#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>What an upload made.</summary>
public class BlobContentInfo
{
    internal BlobContentInfo()
    {
    }

    public ETag ETag { get; internal set; }

    public DateTimeOffset LastModified { get; internal set; }

    /// <summary>MD5 of the content where the store computed or was told it; else null.</summary>
    public byte[] ContentHash { get; internal set; }

    /// <summary>Null: this host keeps no versions.</summary>
    public string VersionId { get; internal set; }
}
