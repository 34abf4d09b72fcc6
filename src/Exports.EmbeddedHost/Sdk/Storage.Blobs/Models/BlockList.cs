#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>A blob's blocks.</summary>
public class BlockList
{
    internal BlockList()
    {
    }

    public DateTimeOffset LastModified { get; internal set; }

    public ETag ETag { get; internal set; }

    public string ContentType { get; internal set; }

    public long BlobContentLength { get; internal set; }

    /// <summary>In the order of the content.</summary>
    public IEnumerable<BlobBlock> CommittedBlocks { get; internal set; }

    /// <summary>By id.</summary>
    public IEnumerable<BlobBlock> UncommittedBlocks { get; internal set; }
}
