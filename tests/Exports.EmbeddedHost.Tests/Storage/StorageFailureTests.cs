using Azure.Data.Tables;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Tests.Storage;

/// <summary>The disk's own trouble comes out as the service's: 500, with the cause inside.</summary>
public sealed class StorageFailureTests
{
    [Fact]
    public async Task BlobUpload_FilesCannotBeWritten_Is500_AndSmallBlobsStillArrive()
    {
        using var bed = new StorageBed();
        var container = await bed.ContainerAsync();
        Directory.Delete(bed.BlobFolder);
        await File.WriteAllTextAsync(bed.BlobFolder, "in the way");

        var failure = await Refused.WithAsync(500, "InternalError", () =>
            container.GetBlobClient("large").UploadAsync(new MemoryStream(new byte[100_000])));

        Assert.IsAssignableFrom<IOException>(failure.InnerException);
        Assert.False(await container.GetBlobClient("large").ExistsAsync());
        await container.GetBlobClient("small").UploadAsync(BinaryData.FromString("small"));
    }

    [Fact]
    public async Task TableWrite_DatabaseFails_Is500_AndAppliesNothing()
    {
        using var bed = new StorageBed();
        var table = await bed.TableAsync();
        Run(bed.DatabasePath, "ALTER TABLE table_entities RENAME TO hidden");

        var failure = await Refused.WithAsync(500, "InternalError", () => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.IsType<SqliteException>(failure.InnerException);
        Run(bed.DatabasePath, "ALTER TABLE hidden RENAME TO table_entities");
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
        await table.AddEntityAsync(new TableEntity("p", "r"));
    }

    [Fact]
    public async Task BlobUpload_DatabaseFails_Is500_AndLeavesNoFile()
    {
        using var bed = new StorageBed();
        var blob = (await bed.ContainerAsync()).GetBlobClient("large");
        Run(bed.DatabasePath, "ALTER TABLE blob_extents RENAME TO hidden");

        await Refused.WithAsync(500, "InternalError", () => blob.UploadAsync(new MemoryStream(new byte[100_000])));

        Assert.Empty(bed.BlobFiles);
    }

    private static void Run(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
