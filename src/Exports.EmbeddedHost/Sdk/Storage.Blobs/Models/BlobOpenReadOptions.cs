#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>How a blob is opened for reading.</summary>
public class BlobOpenReadOptions
{
    /// <param name="allowModifications">Whether the blob may change under the reader; this host refuses true.</param>
    public BlobOpenReadOptions(bool allowModifications) => AllowModifications = allowModifications;

    /// <summary>Where to start.</summary>
    public long Position { get; set; }

    /// <summary>Accepted; this host reads from its own disk and needs no buffer.</summary>
    public int? BufferSize { get; set; }

    public BlobRequestConditions Conditions { get; set; }

    internal bool AllowModifications { get; }
}
