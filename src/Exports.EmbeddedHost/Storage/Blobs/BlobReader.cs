using Azure;
using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>Reads blobs; each call from one snapshot.</summary>
internal sealed class BlobReader(BlobContext context)
{
    /// <summary>How listing pages are cut; a test switch.</summary>
    public PageShaping Shaping { get; set; } = PageShaping.None;

    /// <summary>A blob's properties; null where the blob or the container is missing.</summary>
    public BlobRecord? Find(BlobAddress address)
    {
        address = context.Begin(address);
        return context.Containers.Exists(address.Container) ? context.FindRecord(address) : null;
    }

    /// <exception cref="RequestFailedException">404; 304 or 412 for an unmet condition.</exception>
    public BlobRecord Get(BlobAddress address, BlobRequestConditions? conditions)
    {
        address = context.Begin(address);
        var blob = context.FindRecord(address) ?? throw BlobErrors.BlobNotFound();
        BlobConditions.CheckRead(conditions, blob);
        return blob;
    }

    /// <summary>
    /// Opens a blob, or a range of it, for reading; the stream shows the range only, and stays with the version that is there now.
    /// </summary>
    /// <exception cref="RequestFailedException">404; 304 or 412 for an unmet condition; 416 <c>InvalidRange</c>.</exception>
    public (BlobRecord Blob, ByteSpan Span, Stream Content) Open(BlobAddress address, HttpRange range, BlobRequestConditions? conditions)
    {
        address = context.Begin(address);

        // Entered before the look-up: from then on a change that drops the version found leaves its files alone.
        var lease = context.Leases.Enter(address);
        try
        {
            return context.Database.Read(session =>
            {
                var stored = context.Rows(session, address).FindWithBytes(address.Blob) ?? throw BlobErrors.BlobNotFound();
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

    /// <exception cref="RequestFailedException">404 <c>BlobNotFound</c>: there is neither a blob nor a block.</exception>
    public BlockList ListBlocks(BlobAddress address, BlockListTypes types, BlobRequestConditions? conditions)
    {
        address = context.Begin(address);
        BlobConditions.CheckNone(conditions);
        return context.Database.Read(session =>
        {
            var blob = context.Rows(session, address).Find(address.Blob)?.Record;
            var blocks = new BlockRows(session, context.Containers.Get(address.Container), address.Blob);
            var staged = blocks.Since(BlobSweep.OldestBlock(context.Time));
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

    /// <summary>One page of a container's blobs, by name.</summary>
    /// <exception cref="RequestFailedException">404 <c>ContainerNotFound</c>; 400 for the page size or the marker.</exception>
    public BlobListPage List(string container, BlobListQuery query)
    {
        BlobRules.CheckContainerName(container);
        context.Metrics.Container(container).CountTransaction();
        var listing = BlobListing.Of(query, Shaping);
        return context.Database.Read(session => listing.Run(new BlobRows(session, context.Containers.Get(container))));
    }

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
            new ExtentSource(context.Files, start => context.Database.Read(later => new ExtentRows(later, content).BytesAt(start)), lease));
    }
}
