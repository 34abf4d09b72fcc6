#nullable disable

using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Storage.Blobs;

namespace Azure.Storage.Blobs;

/// <summary>The account's containers.</summary>
public class BlobServiceClient
{
    private readonly BlobStore _store;

    internal BlobServiceClient(BlobStore store) => _store = store;

    /// <summary>For mocking.</summary>
    protected BlobServiceClient()
    {
    }

    /// <summary>A client for a container, which need not exist yet.</summary>
    public virtual BlobContainerClient GetBlobContainerClient(string blobContainerName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobContainerName);
        return new BlobContainerClient(_store, blobContainerName);
    }

    /// <exception cref="NotSupportedException">Always: this host signs no URLs.</exception>
    public virtual Task<Response<UserDelegationKey>> GetUserDelegationKeyAsync(
        DateTimeOffset? startsOn, DateTimeOffset expiresOn, CancellationToken cancellationToken = default) =>
        throw Unsupported.SignedUrls();
}
