#nullable disable

using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Storage;
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

    /// <summary>A key to sign URLs with until it expires, at most seven days later.</summary>
    /// <param name="startsOn">In UTC; now, where it is null.</param>
    /// <param name="expiresOn">In UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">A time is not UTC.</exception>
    /// <exception cref="RequestFailedException">400: the times are not in order, or too far apart.</exception>
    public virtual Task<Response<UserDelegationKey>> GetUserDelegationKeyAsync(
        DateTimeOffset? startsOn, DateTimeOffset expiresOn, CancellationToken cancellationToken = default) =>
        Answer.From(
            () => Response.FromValue((_store.Signer ?? throw Unsupported.SignedUrls()).LendKey(startsOn, expiresOn), StoreResponse.Of(200)),
            cancellationToken);
}
