namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>
/// The SQLite tables behind the blob store. A small content lies in its blob's row; any other is a list of extents, each a file or,
/// when it came as a small block, bytes in the extent's row. An extent's <c>content</c> is the version that the content was written with.
/// </summary>
internal static class BlobSchema
{
    public const string Clock = "blob_clock";

    public const string Script =
        """
        CREATE TABLE IF NOT EXISTS blob_containers (
            id      INTEGER PRIMARY KEY,
            name    TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL
        );
        CREATE TABLE IF NOT EXISTS blob_blobs (
            id                  INTEGER PRIMARY KEY,
            container_id        INTEGER NOT NULL,
            name                BLOB NOT NULL,
            length              INTEGER NOT NULL,
            version             INTEGER NOT NULL,
            created             INTEGER NOT NULL,
            content_type        TEXT NOT NULL,
            content_hash        BLOB,
            content_encoding    TEXT,
            content_language    TEXT,
            content_disposition TEXT,
            cache_control       TEXT,
            metadata            TEXT,
            bytes               BLOB,
            UNIQUE (container_id, name)
        );
        CREATE TABLE IF NOT EXISTS blob_extents (
            content  INTEGER NOT NULL,
            start    INTEGER NOT NULL,
            length   INTEGER NOT NULL,
            block_id TEXT,
            file     TEXT,
            bytes    BLOB,
            PRIMARY KEY (content, start)
        );
        CREATE TABLE IF NOT EXISTS blob_blocks (
            container_id INTEGER NOT NULL,
            name         BLOB NOT NULL,
            block_id     TEXT NOT NULL,
            length       INTEGER NOT NULL,
            staged       INTEGER NOT NULL,
            file         TEXT,
            bytes        BLOB,
            PRIMARY KEY (container_id, name, block_id)
        );
        CREATE TABLE IF NOT EXISTS blob_clock (id INTEGER PRIMARY KEY, last INTEGER NOT NULL);
        INSERT OR IGNORE INTO blob_clock (id, last) VALUES (1, 0);
        """;
}
