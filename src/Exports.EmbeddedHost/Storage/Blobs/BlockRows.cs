using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>The uncommitted blocks of one blob within one SQLite session.</summary>
internal readonly struct BlockRows(SqliteSession session, long containerId, string blob)
{
    public long ContainerId { get; } = containerId;

    public byte[] Name { get; } = OrdinalKey.Encode(blob);

    /// <summary>Those staged since a time, by id.</summary>
    public List<StoredBlock> Since(long staged) => session.Query(
        """
        SELECT block_id, length, file FROM blob_blocks
        WHERE container_id = @container AND name = @name AND staged >= @since ORDER BY block_id
        """,
        StoredBlock.Read,
        ("@container", ContainerId),
        ("@name", Name),
        ("@since", staged));

    public List<string> Files() => session.Query(
        "SELECT file FROM blob_blocks WHERE container_id = @container AND name = @name AND file IS NOT NULL",
        reader => reader.GetString(0),
        ("@container", ContainerId),
        ("@name", Name));

    /// <summary>The length that all ids of this blob have; null while there is none. Any row tells it: no other length is let in.</summary>
    public long? IdLength() => (long?)session.Scalar(
        "SELECT length(block_id) FROM blob_blocks WHERE container_id = @container AND name = @name LIMIT 1",
        ("@container", ContainerId),
        ("@name", Name));

    public string? FileOf(string blockId) => (string?)session.Scalar(
        "SELECT file FROM blob_blocks WHERE container_id = @container AND name = @name AND block_id = @block",
        ("@container", ContainerId),
        ("@name", Name),
        ("@block", blockId));

    /// <summary>Keeps a block, in the place of one with its id.</summary>
    public void Put(string blockId, ReceivedContent content, long staged) => session.Execute(
        """
        INSERT OR REPLACE INTO blob_blocks (container_id, name, block_id, length, staged, file, bytes)
        VALUES (@container, @name, @block, @length, @staged, @file, @bytes)
        """,
        ("@container", ContainerId),
        ("@name", Name),
        ("@block", blockId),
        ("@length", content.Length),
        ("@staged", staged),
        ("@file", content.File),
        ("@bytes", content.Bytes));

    public void Clear() => session.Execute(
        "DELETE FROM blob_blocks WHERE container_id = @container AND name = @name", ("@container", ContainerId), ("@name", Name));
}
