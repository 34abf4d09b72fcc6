using Azure;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Tables;

internal sealed class TableStore(SqliteDatabase database, TimeProvider time, StorageMetrics metrics)
{
    public SqliteDatabase Database { get; } = database;

    public TimeProvider Time { get; } = time;

    public StorageMetrics Metrics { get; } = metrics;

    public Task<bool> CreateTableIfNotExistsAsync(string table) => throw new NotSupportedException($"The table store is not in place yet: {table}.");

    public Task<ETag> WriteAsync(string table, EntityWrite write) => throw new NotSupportedException($"The table store is not in place yet: {table}, {write.Kind}.");

    public Task<IReadOnlyList<ETag>> WriteTransactionAsync(string table, IReadOnlyList<EntityWrite> writes) => throw new NotSupportedException($"The table store is not in place yet: {table}, {writes.Count}.");

    public StoredEntity Get(string table, string partitionKey, string rowKey) => throw new NotSupportedException($"The table store is not in place yet: {table}/{partitionKey}/{rowKey}.");

    public EntityPage Query(string table, EntityQuery query) => throw new NotSupportedException($"The table store is not in place yet: {table}, {query.Filter}.");
}
