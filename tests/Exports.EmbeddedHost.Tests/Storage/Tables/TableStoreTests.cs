using Azure.Data.Tables;

namespace Exports.EmbeddedHost.Tests.Storage.Tables;

/// <summary>The store over restarts and under many callers.</summary>
public sealed class TableStoreTests
{
    [Fact]
    public async Task Restart_KeepsTablesAndEntities()
    {
        using var bed = new StorageBed();
        var table = await bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = "kept" });
        var tag = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag;

        bed.Restart();

        var entity = (await new TableServiceClient(bed.Tables).GetTableClient("things").GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(("kept", tag), (entity.GetString("Text"), entity.ETag));
    }

    [Fact]
    public async Task ConditionalUpdates_ByManyAtOnce_LoseNone()
    {
        using var bed = new StorageBed();
        var table = await bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Count"] = 0 });

        await Parallel.ForAsync(0, 50, async (_, token) => await IncrementAsync(table, token));

        Assert.Equal(50, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Count"));
    }

    [Fact]
    public async Task TwoReaders_WhileTransactionsRun_SeeEachWholeOrNotAtAll()
    {
        using var bed = new StorageBed();
        var table = await bed.TableAsync();
        await WriteVersionAsync(table, 0);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var reads = 0;
            do
            {
                var entities = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'").ToListAsync();
                Assert.Equal(20, entities.Count);
                Assert.Single(entities.DistinctBy(entity => entity.GetInt32("Version")));
                reads++;
            }
            while (!done.IsCancellationRequested);
            return reads;
        })).ToArray();

        for (var version = 1; version <= 100; version++)
        {
            await WriteVersionAsync(table, version);
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
    }

    [Fact]
    public async Task TwoTables_KeepTheirEntitiesApart()
    {
        using var bed = new StorageBed();
        var (first, second) = (await bed.TableAsync("first"), await bed.TableAsync("second"));
        await first.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Empty(await second.QueryAsync<TableEntity>().ToListAsync());
        await second.AddEntityAsync(new TableEntity("p", "r"));
    }

    private static async Task WriteVersionAsync(TableClient table, int version) => await table.SubmitTransactionAsync(
        Enumerable.Range(0, 20).Select(i => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, new TableEntity("p", $"{i:00}") { ["Version"] = version })));

    private static async Task IncrementAsync(TableClient table, CancellationToken token)
    {
        while (true)
        {
            var entity = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: token)).Value;
            entity["Count"] = entity.GetInt32("Count") + 1;
            try
            {
                await table.UpdateEntityAsync(entity, entity.ETag, cancellationToken: token);
                return;
            }
            catch (Azure.RequestFailedException conflict) when (conflict.Status == 412)
            {
                // Somebody else was first: read and count again.
            }
        }
    }
}
