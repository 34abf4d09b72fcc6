#nullable disable

namespace Azure.Storage.Blobs.Specialized;

/// <summary>Clients for the special kinds of blob.</summary>
public static class SpecializedBlobExtensions
{
    /// <summary>A client for a block blob, which need not exist yet.</summary>
    public static BlockBlobClient GetBlockBlobClient(this BlobContainerClient client, string blobName)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.GetBlockBlobClientCore(blobName);
    }
}
