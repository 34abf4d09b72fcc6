using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>The extents of one content within one SQLite session.</summary>
/// <param name="session">The session.</param>
/// <param name="content">The version that the content was written with.</param>
internal readonly struct ExtentRows(SqliteSession session, long content)
{
    private const int MaxLoadedExtents = 16;

    /// <summary>Those that a span touches, in order. The bytes of extents without a file come along where they are few.</summary>
    public List<Extent> Touching(ByteSpan span)
    {
        var extents = Find(span);
        if (extents.Count(extent => extent.File is null) > MaxLoadedExtents)
        {
            return extents;
        }

        for (var i = 0; i < extents.Count; i++)
        {
            if (extents[i].File is null)
            {
                extents[i] = extents[i] with { Bytes = BytesAt(extents[i].Start) };
            }
        }

        return extents;
    }

    public byte[]? BytesAt(long start) => (byte[]?)session.Scalar(
        "SELECT bytes FROM blob_extents WHERE content = @content AND start = @start", ("@content", content), ("@start", start));

    /// <summary>The committed blocks, in the order of the content.</summary>
    public List<StoredBlock> Blocks() => session.Query(
        "SELECT block_id, length, file FROM blob_extents WHERE content = @content AND block_id IS NOT NULL ORDER BY start",
        StoredBlock.Read,
        ("@content", content));

    public List<string> Files() => session.Query(
        "SELECT file FROM blob_extents WHERE content = @content AND file IS NOT NULL", FileName, ("@content", content));

    public void Add(Extent extent) => session.Execute(
        "INSERT INTO blob_extents (content, start, length, file) VALUES (@content, @start, @length, @file)",
        ("@content", content),
        ("@start", extent.Start),
        ("@length", extent.Length),
        ("@file", extent.File));

    /// <summary>Takes over an uncommitted block, without its file being touched.</summary>
    public void AddStaged(BlockRows blocks, string blockId, long start) => session.Execute(
        """
        INSERT INTO blob_extents (content, start, length, block_id, file, bytes)
        SELECT @content, @start, length, block_id, file, bytes FROM blob_blocks
        WHERE container_id = @container AND name = @name AND block_id = @block
        """,
        ("@content", content),
        ("@start", start),
        ("@container", blocks.ContainerId),
        ("@name", blocks.Name),
        ("@block", blockId));

    /// <summary>Takes over the extent that an earlier content of the same blob has at some place.</summary>
    public void AddCommitted(long earlier, long earlierStart, long start) => session.Execute(
        """
        INSERT INTO blob_extents (content, start, length, block_id, file, bytes)
        SELECT @content, @start, length, block_id, file, bytes FROM blob_extents
        WHERE content = @earlier AND start = @earlierStart
        """,
        ("@content", content),
        ("@start", start),
        ("@earlier", earlier),
        ("@earlierStart", earlierStart));

    /// <summary>Files the extents under another version of the same content.</summary>
    public void MoveTo(long version) => session.Execute(
        "UPDATE blob_extents SET content = @version WHERE content = @content", ("@version", version), ("@content", content));

    public void Clear() => session.Execute("DELETE FROM blob_extents WHERE content = @content", ("@content", content));

    private List<Extent> Find(ByteSpan span) => session.Query(
        """
        SELECT start, length, file FROM blob_extents
        WHERE content = @content AND start < @end
          AND start >= (SELECT MAX(start) FROM blob_extents WHERE content = @content AND start <= @begin)
        ORDER BY start
        """,
        reader => new Extent(reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2)),
        ("@content", content),
        ("@begin", span.Start),
        ("@end", span.End));

    private static string FileName(SqliteDataReader reader) => reader.GetString(0);
}
