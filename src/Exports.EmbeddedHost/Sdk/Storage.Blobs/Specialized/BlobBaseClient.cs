#nullable disable

using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Blobs;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>What every kind of blob can do: be read, described and deleted.</summary>
public class BlobBaseClient
{
    internal BlobBaseClient(BlobStore store, BlobAddress address)
    {
        Store = store;
        Address = address;
    }

    /// <summary>For mocking.</summary>
    protected BlobBaseClient()
    {
    }

    public virtual string Name => Address.Blob;

    public virtual string BlobContainerName => Address.Container;

    /// <summary>False: this host has no account key to sign with; a user delegation key is lent to everybody.</summary>
    public virtual bool CanGenerateSasUri => false;

    internal BlobStore Store { get; }

    internal BlobAddress Address { get; }

    /// <summary>Whether the blob exists; false where the container does not.</summary>
    public virtual Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default) =>
        Answer.From(() => Response.FromValue(Store.Reader.Find(Address) is not null, StoreResponse.Of(200)), cancellationToken);

    /// <exception cref="RequestFailedException">
    /// 404 <c>BlobNotFound</c> or <c>ContainerNotFound</c>; 304, 412 for an unmet condition.
    /// </exception>
    public virtual Task<Response<BlobProperties>> GetPropertiesAsync(
        BlobRequestConditions conditions = null, CancellationToken cancellationToken = default) =>
        Answer.From(() =>
        {
            var blob = Store.Reader.Get(Address, conditions);
            return Response.FromValue(blob.ToProperties(), StoreResponse.Of(200, blob.ETag));
        }, cancellationToken);

    /// <summary>Replaces all of the blob's metadata; null or empty leaves none. ETag and time of the last change are new.</summary>
    /// <exception cref="RequestFailedException">404; 412 for an unmet condition; 400 <c>InvalidMetadata</c>.</exception>
    public virtual async Task<Response<BlobInfo>> SetMetadataAsync(
        IDictionary<string, string> metadata,
        BlobRequestConditions conditions = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var blob = await Store.Writer.DescribeAsync(Address, metadata, conditions);
        return Response.FromValue(blob.ToInfo(), StoreResponse.Of(200, blob.ETag));
    }

    public virtual Task<Response<BlobDownloadResult>> DownloadContentAsync() => DownloadContentAsync(CancellationToken.None);

    public virtual Task<Response<BlobDownloadResult>> DownloadContentAsync(CancellationToken cancellationToken) =>
        DownloadContentAsync(null, cancellationToken);

    /// <summary>The content in memory.</summary>
    /// <exception cref="RequestFailedException">404; 304, 412 for an unmet condition; 416 <c>InvalidRange</c>.</exception>
    public virtual async Task<Response<BlobDownloadResult>> DownloadContentAsync(
        BlobDownloadOptions options = default, CancellationToken cancellationToken = default)
    {
        using var download = (await DownloadStreamingAsync(options, cancellationToken)).Value;
        var content = new byte[download.Details.ContentLength];
        await download.Content.ReadExactlyAsync(content, cancellationToken);
        var result = new BlobDownloadResult { Content = BinaryData.FromBytes(content), Details = download.Details };
        return Response.FromValue(result, StoreResponse.Of(200, result.Details.ETag));
    }

    /// <summary>The content as a stream that reads from disk as it is read.</summary>
    /// <exception cref="RequestFailedException">404; 304, 412 for an unmet condition; 416 <c>InvalidRange</c>.</exception>
    public virtual Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(
        BlobDownloadOptions options = default, CancellationToken cancellationToken = default) =>
        Answer.From(() =>
        {
            var range = options?.Range ?? default;
            var (blob, span, content) = Store.Reader.Open(Address, range, options?.Conditions);
            var result = new BlobDownloadStreamingResult
            {
                Content = options?.ProgressHandler is { } progress ? new ProgressStream(content, progress) : content,
                Details = blob.ToDownloadDetails(range == default ? null : span),
            };
            return Response.FromValue(result, StoreResponse.Of(range == default ? 200 : 206, blob.ETag));
        }, cancellationToken);

    /// <summary>
    /// A seekable stream over the version that is there now, to be disposed of after reading. A program must expect that reading on fails
    /// with 412 <c>ConditionNotMet</c> once that version is replaced or deleted: in Azure it does, here it seldom does.
    /// </summary>
    /// <exception cref="RequestFailedException">404; 304, 412 for an unmet condition.</exception>
    public virtual Task<Stream> OpenReadAsync(BlobOpenReadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Unsupported.Unless(!options.AllowModifications, "A stream of this host stays with the version it was opened on.");
        return Answer.From(() =>
        {
            var (_, _, content) = Store.Reader.Open(Address, default, options.Conditions);
            content.Position = options.Position;
            return content;
        }, cancellationToken);
    }

    /// <inheritdoc cref="OpenReadAsync(BlobOpenReadOptions, CancellationToken)"/>
    public virtual Task<Stream> OpenReadAsync(
        long position = 0,
        int? bufferSize = default,
        BlobRequestConditions conditions = default,
        CancellationToken cancellationToken = default) =>
        OpenReadAsync(
            new BlobOpenReadOptions(allowModifications: false) { Position = position, BufferSize = bufferSize, Conditions = conditions },
            cancellationToken);

    /// <inheritdoc cref="OpenReadAsync(BlobOpenReadOptions, CancellationToken)"/>
    public virtual Task<Stream> OpenReadAsync(
        bool allowBlobModifications, long position = 0, int? bufferSize = default, CancellationToken cancellationToken = default) =>
        OpenReadAsync(new BlobOpenReadOptions(allowBlobModifications) { Position = position, BufferSize = bufferSize }, cancellationToken);

    /// <exception cref="RequestFailedException">404; 412 for an unmet condition.</exception>
    public virtual async Task<Response> DeleteAsync(
        DeleteSnapshotsOption snapshotsOption = default,
        BlobRequestConditions conditions = default,
        CancellationToken cancellationToken = default)
    {
        Unsupported.Unless(snapshotsOption != DeleteSnapshotsOption.OnlySnapshots, "This host keeps no snapshots.");
        cancellationToken.ThrowIfCancellationRequested();
        await Store.Writer.DeleteAsync(Address, conditions);
        return StoreResponse.Of(202);
    }

    /// <summary>Deletes the blob; false where there is none (or no container).</summary>
    /// <exception cref="RequestFailedException">412 for an unmet condition.</exception>
    public virtual async Task<Response<bool>> DeleteIfExistsAsync(
        DeleteSnapshotsOption snapshotsOption = default,
        BlobRequestConditions conditions = default,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return Response.FromValue(true, await DeleteAsync(snapshotsOption, conditions, cancellationToken));
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return Response.FromValue(false, StoreResponse.Of(exception));
        }
    }

    /// <exception cref="NotSupportedException">Always: this host has no account key. Sign with a user delegation key.</exception>
    public virtual Uri GenerateSasUri(BlobSasPermissions permissions, DateTimeOffset expiresOn) => throw Unsupported.AccountKeys();

    /// <exception cref="NotSupportedException">Always: this host has no account key. Sign with a user delegation key.</exception>
    public virtual Uri GenerateSasUri(BlobSasBuilder builder) => throw Unsupported.AccountKeys();

    /// <inheritdoc cref="GenerateUserDelegationSasUri(BlobSasBuilder, UserDelegationKey)"/>
    public virtual Uri GenerateUserDelegationSasUri(
        BlobSasPermissions permissions, DateTimeOffset expiresOn, UserDelegationKey userDelegationKey) =>
        GenerateUserDelegationSasUri(
            new BlobSasBuilder(permissions, expiresOn) { BlobContainerName = BlobContainerName, BlobName = Name }, userDelegationKey);

    /// <summary>A URL that lets whoever bears it read this blob until it expires, or the key does.</summary>
    /// <exception cref="InvalidOperationException">The builder names another blob, or leaves out what is required.</exception>
    /// <exception cref="NotSupportedException">It allows more than reading.</exception>
    public virtual Uri GenerateUserDelegationSasUri(BlobSasBuilder builder, UserDelegationKey userDelegationKey)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userDelegationKey);
        return (Store.Signer ?? throw Unsupported.SignedUrls()).Sign(Address, builder, userDelegationKey);
    }
}
