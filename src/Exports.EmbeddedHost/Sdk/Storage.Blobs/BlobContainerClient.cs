#nullable disable

using System.ComponentModel;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Blobs;

namespace Azure.Storage.Blobs;

/// <summary>The blobs of one container.</summary>
public class BlobContainerClient
{
    private readonly BlobStore _store;

    internal BlobContainerClient(BlobStore store, string name)
    {
        _store = store;
        Name = name;
    }

    /// <summary>For mocking.</summary>
    protected BlobContainerClient()
    {
    }

    public virtual string Name { get; }

    /// <summary>False: this host has no account key to sign with.</summary>
    public virtual bool CanGenerateSasUri => false;

    /// <summary>Creates the container; null where it exists.</summary>
    /// <exception cref="NotSupportedException">Public access was asked for.</exception>
    public virtual async Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string> metadata = null,
        BlobContainerEncryptionScopeOptions encryptionScopeOptions = null,
        CancellationToken cancellationToken = default)
    {
        Unsupported.Unless(publicAccessType == PublicAccessType.None, "Containers of this host are private.");
        Unsupported.Unless(encryptionScopeOptions is null, "This host has no encryption scopes.");
        Unsupported.Unless(metadata is null or { Count: 0 }, "Containers of this host have no metadata.");
        cancellationToken.ThrowIfCancellationRequested();
        var created = await _store.CreateContainerIfNotExistsAsync(Name);
        return created is null ? null : Response.FromValue(created, StoreResponse.Of(201, created.ETag));
    }

    public virtual Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default) =>
        Answer.From(() => Response.FromValue(_store.ContainerExists(Name), StoreResponse.Of(200)), cancellationToken);

    /// <summary>A client for a blob, which need not exist yet.</summary>
    public virtual BlobClient GetBlobClient(string blobName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobName);
        return new BlobClient(_store, new BlobAddress(Name, blobName));
    }

    /// <summary>The blobs, by name in ordinal order, up to 5,000 per page.</summary>
    public virtual AsyncPageable<BlobItem> GetBlobsAsync(GetBlobsOptions options = default, CancellationToken cancellationToken = default)
    {
        options ??= new GetBlobsOptions();
        Unsupported.Unless(options.States == BlobStates.None, "This host lists committed blobs only.");
        Unsupported.Unless((options.Traits & ~BlobTraits.Metadata) == 0, "This host lists metadata, and no other trait.");
        var query = new BlobListQuery(options.Prefix, options.StartFrom, options.Traits.HasFlag(BlobTraits.Metadata));
        return new StorePageable<BlobItem>(null, (marker, size) =>
        {
            var page = _store.Reader.List(Name, query with { Marker = marker, MaxPerPage = size });
            return Page<BlobItem>.FromValues(page.Blobs, page.NextMarker, StoreResponse.Of(200));
        }, cancellationToken);
    }

    /// <inheritdoc cref="GetBlobsAsync(GetBlobsOptions, CancellationToken)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual AsyncPageable<BlobItem> GetBlobsAsync(
        BlobTraits traits, BlobStates states, string prefix, CancellationToken cancellationToken) =>
        GetBlobsAsync(new GetBlobsOptions { Traits = traits, States = states, Prefix = prefix }, cancellationToken);

    public virtual Task<Response> DeleteBlobAsync(
        string blobName,
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions conditions = null,
        CancellationToken cancellationToken = default) =>
        GetBlobClient(blobName).DeleteAsync(snapshotsOption, conditions, cancellationToken);

    /// <summary>Deletes a blob; false where there is none (or no container).</summary>
    public virtual Task<Response<bool>> DeleteBlobIfExistsAsync(
        string blobName,
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions conditions = null,
        CancellationToken cancellationToken = default) =>
        GetBlobClient(blobName).DeleteIfExistsAsync(snapshotsOption, conditions, cancellationToken);

    /// <summary>A client for a block blob; reached through <see cref="SpecializedBlobExtensions"/>.</summary>
    protected internal virtual BlockBlobClient GetBlockBlobClientCore(string blobName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobName);
        return new BlockBlobClient(_store, new BlobAddress(Name, blobName));
    }
}
