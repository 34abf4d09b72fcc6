#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>A blob in a listing.</summary>
public class BlobItem
{
    internal BlobItem()
    {
    }

    public string Name { get; internal set; }

    public bool Deleted { get; internal set; }

    public BlobItemProperties Properties { get; internal set; }

    /// <summary>Empty unless the listing asked for metadata.</summary>
    public IDictionary<string, string> Metadata { get; internal set; }
}
