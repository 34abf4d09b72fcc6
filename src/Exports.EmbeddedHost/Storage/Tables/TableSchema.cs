namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>The SQLite tables behind the table store.</summary>
internal static class TableSchema
{
    public const string Clock = "table_clock";

    public const string Script =
        """
        CREATE TABLE IF NOT EXISTS table_names (
            id     INTEGER PRIMARY KEY,
            name   TEXT NOT NULL,
            folded TEXT NOT NULL UNIQUE
        );
        CREATE TABLE IF NOT EXISTS table_entities (
            table_id      INTEGER NOT NULL,
            partition_key BLOB NOT NULL,
            row_key       BLOB NOT NULL,
            written       INTEGER NOT NULL,
            properties    BLOB NOT NULL,
            PRIMARY KEY (table_id, partition_key, row_key)
        );
        CREATE TABLE IF NOT EXISTS table_clock (id INTEGER PRIMARY KEY, last INTEGER NOT NULL);
        INSERT OR IGNORE INTO table_clock (id, last) VALUES (1, 0);
        """;
}
