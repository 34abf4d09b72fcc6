using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>One table's rows within one SQLite session: point reads and writes.</summary>
internal readonly struct EntityTable(SqliteSession session, long tableId)
{
    public StoredEntity? Find(string partitionKey, string rowKey)
    {
        var found = session.Query(
            "SELECT written, properties FROM table_entities WHERE table_id = @table AND partition_key = @partition AND row_key = @row",
            reader => ReadEntity(reader, partitionKey, rowKey),
            ("@table", tableId),
            ("@partition", OrdinalKey.Encode(partitionKey)),
            ("@row", OrdinalKey.Encode(rowKey)));
        return found.Count == 0 ? null : found[0];
    }

    public void Put(string partitionKey, string rowKey, long written, IReadOnlyDictionary<string, object> properties) =>
        session.Execute(
            """
            INSERT INTO table_entities (table_id, partition_key, row_key, written, properties)
            VALUES (@table, @partition, @row, @written, @properties)
            ON CONFLICT (table_id, partition_key, row_key) DO UPDATE SET written = excluded.written, properties = excluded.properties
            """,
            ("@table", tableId),
            ("@partition", OrdinalKey.Encode(partitionKey)),
            ("@row", OrdinalKey.Encode(rowKey)),
            ("@written", written),
            ("@properties", EntityCodec.Encode(properties)));

    public void Remove(string partitionKey, string rowKey) =>
        session.Execute(
            "DELETE FROM table_entities WHERE table_id = @table AND partition_key = @partition AND row_key = @row",
            ("@table", tableId),
            ("@partition", OrdinalKey.Encode(partitionKey)),
            ("@row", OrdinalKey.Encode(rowKey)));

    private static StoredEntity ReadEntity(SqliteDataReader reader, string partitionKey, string rowKey) => new(
        partitionKey,
        rowKey,
        new DateTimeOffset(reader.GetInt64(0), TimeSpan.Zero),
        EntityCodec.Decode(reader.GetFieldValue<byte[]>(1)));
}
