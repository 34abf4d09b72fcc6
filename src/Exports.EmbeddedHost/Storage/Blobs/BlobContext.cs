using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>What reading and writing blobs have in common.</summary>
/// <param name="Database">Where everything but larger contents is.</param>
/// <param name="Files">Where larger contents are.</param>
/// <param name="Leases">Who is reading.</param>
/// <param name="Containers">The containers' keys.</param>
/// <param name="Time">The clock by which blocks age.</param>
/// <param name="Metrics">Counts every operation.</param>
internal sealed record BlobContext(
    SqliteDatabase Database, BlobFiles Files, ReaderLeases Leases, BlobContainers Containers, TimeProvider Time, StorageMetrics Metrics)
{
    /// <summary>Every operation on a blob begins here: the address is checked, and the operation counted.</summary>
    public BlobAddress Begin(BlobAddress address)
    {
        address = BlobRules.Normalize(address);
        Metrics.Container(address.Container).CountTransaction();
        return address;
    }

    /// <summary>A blob's properties; null where there is no such blob.</summary>
    /// <exception cref="Azure.RequestFailedException">404 <c>ContainerNotFound</c>.</exception>
    public BlobRecord? FindRecord(BlobAddress address) => Database.Read(session => Rows(session, address).Find(address.Blob)?.Record);

    /// <exception cref="Azure.RequestFailedException">404 <c>ContainerNotFound</c>.</exception>
    public BlobRows Rows(SqliteSession session, BlobAddress address) => new(session, Containers.Get(address.Container));
}
