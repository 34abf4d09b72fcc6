#nullable disable

using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Blobs;

namespace Azure.Storage.Blobs;

/// <summary>One blob, uploaded in one step.</summary>
public class BlobClient : BlobBaseClient
{
    internal BlobClient(BlobStore store, BlobAddress address)
        : base(store, address)
    {
    }

    /// <summary>For mocking.</summary>
    protected BlobClient()
    {
    }

    /// <summary>Creates the blob; an existing one is refused with 409 <c>BlobAlreadyExists</c>.</summary>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(Stream content) => UploadAsync(content, overwrite: false);

    /// <inheritdoc cref="UploadAsync(Stream)"/>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(Stream content, CancellationToken cancellationToken) =>
        UploadAsync(content, overwrite: false, cancellationToken);

    /// <summary>Creates the blob, or replaces it where <paramref name="overwrite"/> allows it.</summary>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(
        Stream content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        UploadAsync(content, overwrite ? new BlobUploadOptions() : CreateOnly(), cancellationToken);

    /// <summary>Uploads the stream from its position to its end. Without conditions it replaces what is there.</summary>
    /// <exception cref="RequestFailedException">
    /// 409 <c>BlobAlreadyExists</c>; 412 <c>ConditionNotMet</c>; 400 <c>Md5Mismatch</c>; 404 <c>ContainerNotFound</c>.
    /// </exception>
    public virtual async Task<Response<BlobContentInfo>> UploadAsync(
        Stream content, BlobUploadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var blob = await Store.Writer.UploadAsync(Address, content, BlobWrite.From(options), cancellationToken);
        return Response.FromValue(blob.ToContentInfo(), StoreResponse.Of(201, blob.ETag));
    }

    /// <summary>Creates the blob; an existing one is refused with 409 <c>BlobAlreadyExists</c>.</summary>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(BinaryData content) => UploadAsync(content, overwrite: false);

    /// <inheritdoc cref="UploadAsync(BinaryData)"/>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, CancellationToken cancellationToken) =>
        UploadAsync(content, overwrite: false, cancellationToken);

    /// <summary>Creates the blob, or replaces it where <paramref name="overwrite"/> allows it.</summary>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(
        BinaryData content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        UploadAsync(content, overwrite ? new BlobUploadOptions() : CreateOnly(), cancellationToken);

    /// <summary>Uploads the bytes. Without conditions it replaces what is there.</summary>
    /// <exception cref="RequestFailedException">
    /// 409 <c>BlobAlreadyExists</c>; 412 <c>ConditionNotMet</c>; 400 <c>Md5Mismatch</c>; 404 <c>ContainerNotFound</c>.
    /// </exception>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(
        BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return UploadAsync(content.ToStream(), options, cancellationToken);
    }

    private static BlobUploadOptions CreateOnly() => new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
}
