using System.Globalization;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>
/// Housekeeping at start, before anything is written: blocks that nobody committed within a week, and files without a row.
/// </summary>
internal static class BlobSweep
{
    private static readonly TimeSpan BlockLifetime = TimeSpan.FromDays(7);

    /// <summary>Blocks staged before this, in ticks, count as gone.</summary>
    public static long OldestBlock(TimeProvider time) => (time.GetUtcNow() - BlockLifetime).UtcTicks;

    public static void Run(SqliteDatabase database, BlobFiles files, long oldestBlock)
    {
        database.EnsureSchema(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM blob_blocks WHERE staged < {oldestBlock};"));
        var referenced = database.Read(session => session.Query(
            "SELECT file FROM blob_extents WHERE file IS NOT NULL UNION SELECT file FROM blob_blocks WHERE file IS NOT NULL",
            reader => reader.GetString(0)));
        files.Sweep(referenced.ToHashSet(StringComparer.Ordinal));
    }
}
