using Azure;
using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Storage.Blobs.Signing;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>Azure's blob service on SQLite and files: the same rules, refusals and codes.</summary>
internal sealed class BlobStore
{
    private readonly BlobContext _context;
    private readonly VersionClock _clock;

    /// <summary>Opens the store, and sweeps what a crash or an abandoned upload left behind.</summary>
    public BlobStore(SqliteDatabase database, string blobFolder, TimeProvider time, StorageMetrics metrics)
    {
        database.EnsureSchema(BlobSchema.Script);
        var files = new BlobFiles(blobFolder, database.Synchronous);
        BlobSweep.Run(database, files, BlobSweep.OldestBlock(time));
        _context = new BlobContext(database, files, new ReaderLeases(files), new BlobContainers(database), time, metrics);
        _clock = new VersionClock(BlobSchema.Clock, time);
        Reader = new BlobReader(_context);
        Writer = new BlobWriter(_context, _clock);
    }

    public BlobReader Reader { get; }

    public BlobWriter Writer { get; }

    /// <summary>Signs URLs; null where nobody serves them, as in a store without a host.</summary>
    public BlobUrlSigner? Signer { get; init; }

    /// <summary>Creates a container; null where it exists.</summary>
    /// <exception cref="RequestFailedException">400: the name breaks a rule.</exception>
    public async Task<BlobContainerInfo?> CreateContainerIfNotExistsAsync(string container)
    {
        if (ContainerExists(container))
        {
            return null;
        }

        var point = new CommitPoint(CommitSource.Blob, "CreateContainer", container);
        var created = await _context.Database.CommitAsync<long?>(point, session =>
        {
            var version = _clock.Next(session);
            return BlobContainers.Add(session, container, version) ? version : null;
        });
        return created is { } stamp ? new BlobContainerInfo { ETag = BlobTag.Of(stamp), LastModified = BlobTag.TimeOf(stamp) } : null;
    }

    /// <exception cref="RequestFailedException">400: the name breaks a rule.</exception>
    public bool ContainerExists(string container)
    {
        BlobRules.CheckContainerName(container);
        _context.Metrics.Container(container).CountTransaction();
        return _context.Containers.Exists(container);
    }
}
