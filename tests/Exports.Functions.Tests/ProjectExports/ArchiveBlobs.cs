using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Storage;
using Exports.Functions.Storage.Blobs;

namespace Exports.Functions.Tests.ProjectExports;

/// <summary>
/// Looks behind the blob clients at what the store really keeps, because a blob of staged blocks alone is not listed and
/// would be a leftover all the same.
/// </summary>
internal static class ArchiveBlobs
{
    /// <summary>The name of every archive blob, committed or only staged.</summary>
    public static List<string> Names(SqliteDatabase database) => database.Read(session => session.Query(
        """
        SELECT name FROM blob_blobs WHERE container_id = (SELECT id FROM blob_containers WHERE name = $container)
        UNION
        SELECT name FROM blob_blocks WHERE container_id = (SELECT id FROM blob_containers WHERE name = $container)
        """,
        reader => OrdinalKey.Decode((byte[])reader.GetValue(0)),
        ("$container", ArchiveContainer.Name)));
}
