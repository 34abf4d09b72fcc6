using Azure;
using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>
/// Azure's blob service on SQLite and files: the same rules, refusals and codes. Every write is a commit of its own; when the commit's
/// observer throws afterwards, the caller gets that exception although the write is applied.
/// </summary>
internal sealed class BlobStore
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;
    private readonly StorageMetrics _metrics;
    private readonly BlobFiles _files;
    private readonly BlobReaders _readers;
    private readonly BlobContainers _containers;
    private readonly ContentReceiver _receiver;
    private readonly VersionClock _clock;

    /// <summary>Opens the store, and sweeps what a crash or an abandoned upload left behind.</summary>
    public BlobStore(SqliteDatabase database, string blobFolder, TimeProvider time, StorageMetrics metrics)
    {
        _database = database;
        _time = time;
        _metrics = metrics;
        _files = new BlobFiles(blobFolder, database.Synchronous);
        _readers = new BlobReaders(_files);
        _containers = new BlobContainers(database);
        _receiver = new ContentReceiver(_files);
        database.EnsureSchema(BlobSchema.Script);
        _clock = new VersionClock(database, BlobSchema.Clock, time);
        BlobSweep.Run(database, _files, BlobSweep.OldestBlock(time));
    }

    /// <summary>How listing pages are cut; a test switch.</summary>
    public PageShaping Shaping { get; set; } = PageShaping.None;

    /// <summary>Creates a container; null where it exists.</summary>
    /// <exception cref="RequestFailedException">400: the name breaks a rule.</exception>
    public async Task<BlobContainerInfo?> CreateContainerIfNotExistsAsync(string container)
    {
        BlobRules.CheckContainerName(container);
        _metrics.Container(container).CountTransaction();
        if (_containers.Exists(container))
        {
            return null;
        }

        var version = await _database.WriteAsync<long?>(new CommitPoint(CommitSource.Blob, "CreateContainer", container), session =>
        {
            var next = _clock.Next(session);
            return BlobContainers.Add(session, container, next) ? next : null;
        });
        return version is null ? null : new BlobContainerInfo { ETag = BlobTag.Of(version.Value), LastModified = BlobTag.TimeOf(version.Value) };
    }

    public bool ContainerExists(string container)
    {
        BlobRules.CheckContainerName(container);
        _metrics.Container(container).CountTransaction();
        return _containers.Exists(container);
    }

    /// <summary>A blob's properties; null where the blob or the container is missing.</summary>
    public BlobRecord? Find(BlobAddress address)
    {
        address = Begin(address);
        return _containers.Exists(address.Container) ? _database.Read(session => Rows(session, address).Find(address.Blob)?.Record) : null;
    }

    /// <exception cref="RequestFailedException">404; 304 or 412 for an unmet condition.</exception>
    public BlobRecord Get(BlobAddress address, BlobRequestConditions? conditions)
    {
        address = Begin(address);
        var blob = _database.Read(session => Rows(session, address).Find(address.Blob)) ?? throw BlobErrors.BlobNotFound();
        BlobConditions.CheckRead(conditions, blob.Record);
        return blob.Record;
    }

    /// <summary>
    /// Opens a blob, or a range of it, for reading; the stream shows the range only, and stays with the version that is there now.
    /// </summary>
    /// <exception cref="RequestFailedException">404; 304 or 412 for an unmet condition; 416 <c>InvalidRange</c>.</exception>
    public (BlobRecord Blob, ByteSpan Span, Stream Content) Open(BlobAddress address, HttpRange range, BlobRequestConditions? conditions)
    {
        address = Begin(address);

        // Entered before the look-up: from then on a change that drops the version found leaves its files alone.
        var lease = _readers.Enter(address);
        try
        {
            return _database.Read(session =>
            {
                var stored = Rows(session, address).FindWithBytes(address.Blob) ?? throw BlobErrors.BlobNotFound();
                BlobConditions.CheckRead(conditions, stored.Record);
                var span = ByteSpan.Of(range, stored.Record.Length);
                return (stored.Record, span, ContentOf(session, stored, span, lease));
            });
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Makes a stream's content the blob's, in one step.</summary>
    /// <exception cref="RequestFailedException">404, 409, 412; 400 for a broken rule or a wrong MD5.</exception>
    public async Task<BlobRecord> UploadAsync(BlobAddress address, Stream content, BlobWrite write, CancellationToken cancellationToken)
    {
        address = Begin(address);
        BlobRules.CheckMetadata(write.Metadata);
        CheckBeforeTransfer(address, write.Conditions);
        var received = await _receiver.ReceiveAsync(content, new ReceiveRequest(WantsHash: true, write.Progress), cancellationToken);
        return await ChangeAsync(
            new CommitPoint(CommitSource.Blob, "UploadBlob", address.ToString()),
            address,
            (session, change) =>
            {
                BlobRules.CheckHash(write.TransferHash, received.Hash);
                BlobRules.CheckHash(write.Headers?.ContentHash, received.Hash);
                return change.Upload(received, write, _clock.Next(session));
            },
            received.File);
    }

    /// <summary>Keeps a block until it is committed, at most a week.</summary>
    /// <exception cref="RequestFailedException">404; 400 for a broken rule or a wrong MD5; 413 <c>RequestBodyTooLarge</c>.</exception>
    public async Task<BlockInfo> StageBlockAsync(
        BlobAddress address, string blockId, Stream content, BlockWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        address = Begin(address);
        BlobRules.CheckBlockId(blockId);
        BlobConditions.CheckNone(write.Conditions);
        _containers.Get(address.Container);
        var request = new ReceiveRequest(write.TransferHash is not null, write.Progress, BlobRules.MaxBlockBytes);
        var received = await _receiver.ReceiveAsync(content, request, cancellationToken);
        return await ChangeAsync(
            new CommitPoint(CommitSource.Blob, "StageBlock", address.ToString()),
            address,
            (_, change) =>
            {
                BlobRules.CheckBlockLength(received.Length);
                BlobRules.CheckHash(write.TransferHash, received.Hash);
                change.Stage(blockId, received, _time.GetUtcNow().UtcTicks);
                return new BlockInfo { ContentHash = received.Hash };
            },
            received.File);
    }

    /// <summary>Makes staged and committed blocks the blob's content, in the order of their ids.</summary>
    /// <exception cref="RequestFailedException">404, 409, 412; 400 <c>InvalidBlockList</c> or for another broken rule.</exception>
    public async Task<BlobRecord> CommitAsync(BlobAddress address, IReadOnlyList<string> blockIds, BlobWrite write)
    {
        address = Begin(address);
        BlobRules.CheckMetadata(write.Metadata);
        BlobRules.CheckBlockList(blockIds);
        return await ChangeAsync(
            new CommitPoint(CommitSource.Blob, "CommitBlockList", address.ToString()),
            address,
            (session, change) => change.Commit(blockIds, write, _clock.Next(session), BlobSweep.OldestBlock(_time)));
    }

    /// <exception cref="RequestFailedException">404 <c>BlobNotFound</c>: there is neither a blob nor a block.</exception>
    public BlockList ListBlocks(BlobAddress address, BlockListTypes types, BlobRequestConditions? conditions)
    {
        address = Begin(address);
        BlobConditions.CheckNone(conditions);
        return _database.Read(session =>
        {
            var blob = Rows(session, address).Find(address.Blob)?.Record;
            var staged = new BlockRows(session, _containers.Get(address.Container), address.Blob).Since(BlobSweep.OldestBlock(_time));
            if (blob is null && staged.Count == 0)
            {
                throw BlobErrors.BlobNotFound();
            }

            var committed = blob is null ? [] : new ExtentRows(session, blob.Version).Blocks();
            return BlockLists.Of(
                blob,
                types.HasFlag(BlockListTypes.Committed) ? committed : [],
                types.HasFlag(BlockListTypes.Uncommitted) ? staged : []);
        });
    }

    /// <exception cref="RequestFailedException">404; 412 for an unmet condition.</exception>
    public Task DeleteAsync(BlobAddress address, BlobRequestConditions? conditions)
    {
        address = Begin(address);
        return ChangeAsync(
            new CommitPoint(CommitSource.Blob, "DeleteBlob", address.ToString()),
            address,
            (_, change) =>
            {
                change.Delete(conditions);
                return true;
            });
    }

    /// <summary>One page of a container's blobs, by name.</summary>
    /// <exception cref="RequestFailedException">404 <c>ContainerNotFound</c>; 400 for the page size or the marker.</exception>
    public BlobListPage List(string container, BlobListQuery query)
    {
        BlobRules.CheckContainerName(container);
        _metrics.Container(container).CountTransaction();
        var listing = BlobListing.Of(query, Shaping);
        return _database.Read(session => listing.Run(new BlobRows(session, _containers.Get(container))));
    }

    private BlobAddress Begin(BlobAddress address)
    {
        address = BlobRules.Normalize(address);
        _metrics.Container(address.Container).CountTransaction();
        return address;
    }

    private BlobRows Rows(SqliteSession session, BlobAddress address) => new(session, _containers.Get(address.Container));

    private Stream ContentOf(SqliteSession session, StoredBlob stored, ByteSpan span, IDisposable lease)
    {
        if (stored.Bytes is not null)
        {
            lease.Dispose();
            return new MemoryStream(stored.Bytes, (int)span.Start, (int)span.Length, writable: false);
        }

        var content = stored.Record.Version;
        return new BlobContentStream(
            new ExtentRows(session, content).Touching(span),
            span,
            new ExtentSource(_files, start => _database.Read(later => new ExtentRows(later, content).BytesAt(start)), lease));
    }

    /// <summary>Refuses what can be refused before the content has come; the commit checks again.</summary>
    private void CheckBeforeTransfer(BlobAddress address, BlobRequestConditions? conditions)
    {
        _containers.Get(address.Container);
        if (conditions is not null)
        {
            BlobConditions.CheckWrite(conditions, _database.Read(session => Rows(session, address).Find(address.Blob)?.Record));
        }
    }

    /// <summary>Commits a change and then deletes the files it dropped; a change that is refused takes its own new file with it.</summary>
    private async Task<T> ChangeAsync<T>(CommitPoint point, BlobAddress address, Func<SqliteSession, BlobChange, T> apply, string? newFile = null)
    {
        // From here on the outcome may be unknown to the caller; then the files stay, and the next start sweeps what is not referred to.
        var isRefused = true;
        var dropped = new List<string>();
        try
        {
            var containerId = _containers.Get(address.Container);
            var result = await _database.WriteAsync(point, session =>
            {
                var change = new BlobChange(session, containerId, address.Blob);
                var applied = apply(session, change);
                dropped = change.DroppedFiles;
                isRefused = false;
                return applied;
            });
            _readers.Drop(address, dropped);
            return result;
        }
        catch when (isRefused && newFile is not null)
        {
            _files.Delete(newFile);
            throw;
        }
    }
}
