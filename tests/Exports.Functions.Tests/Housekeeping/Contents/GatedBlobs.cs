using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Exports.EmbeddedHost.Storage.Blobs;

namespace Exports.Functions.Tests.Housekeeping.Contents;

/// <summary>A blob service that lets a test step in before and after every call of its owner.</summary>
internal sealed class GatedBlobs(BlobStore store, Func<Task> gate) : BlobServiceClient
{
    public override BlobContainerClient GetBlobContainerClient(string blobContainerName) => new Container(store, blobContainerName, gate);

    private static async Task<T> CallAsync<T>(Func<Task> gate, Func<Task<T>> call)
    {
        await gate();
        var result = await call();
        await gate();
        return result;
    }

    private sealed class Container : BlobContainerClient
    {
        private readonly BlobStore _store;
        private readonly Func<Task> _gate;

        public Container(BlobStore store, string name, Func<Task> gate)
            : base(store, name)
        {
            _store = store;
            _gate = gate;
        }

        public override BlobClient GetBlobClient(string blobName) => new Blob(_store, new(Name, blobName), _gate);

        protected internal override BlockBlobClient GetBlockBlobClientCore(string blobName) => new BlockBlob(_store, new(Name, blobName), _gate);

        public override AsyncPageable<BlobItem> GetBlobsAsync(GetBlobsOptions? options = default, CancellationToken cancellationToken = default) =>
            new Pages(base.GetBlobsAsync(options!, cancellationToken), _gate);
    }

    private sealed class Pages(AsyncPageable<BlobItem> pages, Func<Task> gate) : AsyncPageable<BlobItem>
    {
        public override async IAsyncEnumerable<Page<BlobItem>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            await gate();
            await foreach (var page in pages.AsPages(continuationToken, pageSizeHint))
            {
                await gate();
                yield return page;
            }
        }
    }

    private sealed class Blob(BlobStore store, BlobAddress address, Func<Task> gate) : BlobClient(store, address)
    {
        public override Task<Response<BlobContentInfo>> UploadAsync(
            Stream content, BlobUploadOptions options, CancellationToken cancellationToken = default) =>
            CallAsync(gate, () => base.UploadAsync(content, options, cancellationToken));

        public override Task<Response<BlobProperties>> GetPropertiesAsync(
            BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
            CallAsync(gate, () => base.GetPropertiesAsync(conditions!, cancellationToken));

        public override Task<Response<BlobInfo>> SetMetadataAsync(
            IDictionary<string, string> metadata, BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
            CallAsync(gate, () => base.SetMetadataAsync(metadata, conditions!, cancellationToken));

        public override Task<Response> DeleteAsync(
            DeleteSnapshotsOption snapshotsOption = default,
            BlobRequestConditions? conditions = default,
            CancellationToken cancellationToken = default) =>
            CallAsync(gate, () => base.DeleteAsync(snapshotsOption, conditions!, cancellationToken));

        public override Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(
            BlobDownloadOptions? options = default, CancellationToken cancellationToken = default) =>
            CallAsync(gate, () => base.DownloadStreamingAsync(options!, cancellationToken));
    }

    private sealed class BlockBlob(BlobStore store, BlobAddress address, Func<Task> gate) : BlockBlobClient(store, address)
    {
        public override Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default) =>
            CallAsync(gate, () => base.ExistsAsync(cancellationToken));

        public override Task<Response<BlobProperties>> GetPropertiesAsync(
            BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
            CallAsync(gate, () => base.GetPropertiesAsync(conditions!, cancellationToken));

        public override Task<Response<BlockInfo>> StageBlockAsync(
            string base64BlockId, Stream content, BlockBlobStageBlockOptions? options = null, CancellationToken cancellationToken = default) =>
            CallAsync(gate, () => base.StageBlockAsync(base64BlockId, content, options!, cancellationToken));

        public override Task<Response<BlobContentInfo>> CommitBlockListAsync(
            IEnumerable<string> base64BlockIds, CommitBlockListOptions options, CancellationToken cancellationToken = default) =>
            CallAsync(gate, () => base.CommitBlockListAsync(base64BlockIds, options, cancellationToken));
    }
}
