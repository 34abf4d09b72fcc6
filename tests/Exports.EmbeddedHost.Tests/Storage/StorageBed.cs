using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Blobs;
using Exports.EmbeddedHost.Storage.Tables;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;

namespace Exports.EmbeddedHost.Tests.Storage;

/// <summary>Both stores on one folder, with a clock that stands still. A restart loses everything but the folder.</summary>
internal sealed class StorageBed : IDisposable
{
    private readonly TempDataFolder _folder = new();
    private SqliteDatabase _database;

    public StorageBed(ICommitObserver? observer = null)
    {
        (_database, Tables, Blobs) = Open(observer);
    }

    public ManualTimeProvider Time { get; } = new();

    public StorageMetrics Metrics { get; } = new();

    public TableStore Tables { get; private set; }

    public BlobStore Blobs { get; private set; }

    public string DatabasePath => _folder.File("exports.db");

    public string BlobFolder => _folder.File("blobs");

    public string[] BlobFiles => Directory.GetFiles(BlobFolder, "*", SearchOption.AllDirectories);

    public void Restart(ICommitObserver? observer = null)
    {
        _database.Dispose();
        (_database, Tables, Blobs) = Open(observer);
    }

    public async Task<TableClient> TableAsync(string name = "things")
    {
        var table = new TableServiceClient(Tables).GetTableClient(name);
        await table.CreateIfNotExistsAsync();
        return table;
    }

    public async Task<BlobContainerClient> ContainerAsync(string name = "things")
    {
        var container = new BlobServiceClient(Blobs).GetBlobContainerClient(name);
        await container.CreateIfNotExistsAsync();
        return container;
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private (SqliteDatabase Database, TableStore Tables, BlobStore Blobs) Open(ICommitObserver? observer)
    {
        var options = new SqliteDatabaseOptions(DatabasePath, SqliteSynchronous.Off);
        var database = SqliteDatabase.Open(options, observer ?? NullCommitObserver.Instance);
        return (database, new TableStore(database, Time, Metrics), new BlobStore(database, BlobFolder, Time, Metrics));
    }
}
