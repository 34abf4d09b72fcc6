using Azure;
using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

internal sealed class BlobStore(SqliteDatabase database, string blobFolder, TimeProvider time, StorageMetrics metrics)
{
    private readonly string _pending = $"The blob store is not in place yet: {blobFolder}";

    public SqliteDatabase Database { get; } = database;

    public TimeProvider Time { get; } = time;

    public StorageMetrics Metrics { get; } = metrics;

    public Task<BlobContainerInfo?> CreateContainerIfNotExistsAsync(string container) => throw new NotSupportedException(_pending + container);

    public bool ContainerExists(string container) => throw new NotSupportedException(_pending + container);

    public BlobRecord? Find(BlobAddress address) => throw new NotSupportedException(_pending + address);

    public BlobRecord Get(BlobAddress address, BlobRequestConditions? conditions) => throw new NotSupportedException(_pending + address + conditions);

    public (BlobRecord Blob, ByteSpan Span, Stream Content) Open(BlobAddress address, HttpRange range, BlobRequestConditions? conditions) => throw new NotSupportedException(_pending + address + range + conditions);

    public Task<BlobRecord> UploadAsync(BlobAddress address, Stream content, BlobWrite write, CancellationToken cancellationToken) => throw new NotSupportedException(_pending + address + content + write + cancellationToken);

    public Task<BlockInfo> StageBlockAsync(BlobAddress address, string blockId, Stream content, BlockWrite write, CancellationToken cancellationToken) => throw new NotSupportedException(_pending + address + blockId + content + write + cancellationToken);

    public Task<BlobRecord> CommitAsync(BlobAddress address, IReadOnlyList<string> blockIds, BlobWrite write) => throw new NotSupportedException(_pending + address + blockIds + write);

    public BlockList ListBlocks(BlobAddress address, BlockListTypes types, BlobRequestConditions? conditions) => throw new NotSupportedException(_pending + address + types + conditions);

    public Task DeleteAsync(BlobAddress address, BlobRequestConditions? conditions) => throw new NotSupportedException(_pending + address + conditions);

    public BlobListPage List(string container, BlobListQuery query) => throw new NotSupportedException(_pending + container + query);
}
