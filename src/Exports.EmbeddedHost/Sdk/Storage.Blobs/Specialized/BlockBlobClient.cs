#nullable disable

using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Blobs;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>A blob made of blocks: staged one by one, in any order and again if need be, then committed as a list.</summary>
public class BlockBlobClient : BlobBaseClient
{
    internal BlockBlobClient(BlobStore store, BlobAddress address)
        : base(store, address)
    {
    }

    /// <summary>For mocking.</summary>
    protected BlockBlobClient()
    {
    }

    /// <summary>Replaces the blob's content in one step; uncommitted blocks are dropped.</summary>
    public virtual async Task<Response<BlobContentInfo>> UploadAsync(
        Stream content, BlobUploadOptions options, CancellationToken cancellationToken = default)
    {
        var blob = await Store.Writer.UploadAsync(Address, content, BlobWrite.From(options), cancellationToken);
        return Response.FromValue(blob.ToContentInfo(), StoreResponse.Of(201, blob.ETag));
    }

    /// <summary>Keeps a block until a block list names it, at most a week. Staging an id again replaces the block.</summary>
    /// <param name="base64BlockId">At most 64 bytes, in base64; all ids of one blob have one length.</param>
    /// <param name="content">The block, at most 4,000 MiB, read from its position to its end.</param>
    /// <param name="options">Conditions and checksum.</param>
    /// <param name="cancellationToken">Stops the transfer; nothing is kept then.</param>
    /// <exception cref="RequestFailedException">
    /// 400 <c>InvalidQueryParameterValue</c>, <c>InvalidBlobOrBlock</c>, <c>Md5Mismatch</c>; 404 <c>ContainerNotFound</c>.
    /// </exception>
    public virtual async Task<Response<BlockInfo>> StageBlockAsync(
        string base64BlockId, Stream content, BlockBlobStageBlockOptions options = default, CancellationToken cancellationToken = default)
    {
        var block = await Store.Writer.StageBlockAsync(Address, base64BlockId, content, BlockWrite.From(options), cancellationToken);
        return Response.FromValue(block, StoreResponse.Of(201));
    }

    /// <summary>Makes the named blocks, uncommitted or committed before, the blob's content. Blocks not named are dropped.</summary>
    /// <exception cref="RequestFailedException">
    /// 400 <c>InvalidBlockList</c>; 409 <c>BlobAlreadyExists</c>; 412 <c>ConditionNotMet</c>.
    /// </exception>
    public virtual async Task<Response<BlobContentInfo>> CommitBlockListAsync(
        IEnumerable<string> base64BlockIds, CommitBlockListOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(base64BlockIds);
        cancellationToken.ThrowIfCancellationRequested();
        var blob = await Store.Writer.CommitAsync(Address, base64BlockIds.ToArray(), BlobWrite.From(options));
        return Response.FromValue(blob.ToContentInfo(), StoreResponse.Of(201, blob.ETag));
    }

    /// <inheritdoc cref="CommitBlockListAsync(IEnumerable{string}, CommitBlockListOptions, CancellationToken)"/>
    public virtual Task<Response<BlobContentInfo>> CommitBlockListAsync(
        IEnumerable<string> base64BlockIds,
        BlobHttpHeaders httpHeaders = default,
        IDictionary<string, string> metadata = default,
        BlobRequestConditions conditions = default,
        AccessTier? accessTier = default,
        CancellationToken cancellationToken = default) =>
        CommitBlockListAsync(
            base64BlockIds,
            new CommitBlockListOptions { HttpHeaders = httpHeaders, Metadata = metadata, Conditions = conditions, AccessTier = accessTier },
            cancellationToken);

    /// <summary>The blob's blocks.</summary>
    /// <exception cref="RequestFailedException">404 <c>BlobNotFound</c> where there is neither a blob nor a block.</exception>
    public virtual Task<Response<BlockList>> GetBlockListAsync(
        BlockListTypes blockListTypes = BlockListTypes.All,
        string snapshot = default,
        BlobRequestConditions conditions = default,
        CancellationToken cancellationToken = default)
    {
        Unsupported.Unless(snapshot is null, "This host keeps no snapshots.");
        return Answer.From(
            () => Response.FromValue(Store.Reader.ListBlocks(Address, blockListTypes, conditions), StoreResponse.Of(200)),
            cancellationToken);
    }
}
