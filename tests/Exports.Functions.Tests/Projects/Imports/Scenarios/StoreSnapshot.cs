using System.Security.Cryptography;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Storage;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>
/// Everything that tables and containers hold, looked at behind their clients: rows with their content, and blobs, those of staged
/// blocks alone included.
/// </summary>
internal static class StoreSnapshot
{
    /// <summary>Where the registry's timers, which run meanwhile, note how far they are. No import touches it.</summary>
    private const string OtherTimers = RegistryControlTable.Name + "/";

    /// <summary>
    /// What a failed import may leave: its record, the index row by which that is found when its time is over, and the reservation that
    /// leads to it, which is free to everybody; and ids, of which gaps are allowed.
    /// </summary>
    private static readonly string[] LeftByFailedImports =
        [ProjectImportTable.Name, ProjectImportIndexTable.Name + "/ended", ProjectPathTable.Name, ProjectIdTable.Name];

    /// <summary>Every row and blob that imports could have to do with, as a line.</summary>
    public static IReadOnlyList<string> Take(SqliteDatabase database) =>
        [.. Rows(database).Where(line => !line.StartsWith(OtherTimers, StringComparison.Ordinal)), .. Blobs(database)];

    /// <summary>As <see cref="Take"/>, without what a failed import may leave.</summary>
    public static IReadOnlyList<string> TakeBesideFailures(SqliteDatabase database) =>
        [.. Take(database).Where(line => !LeftByFailedImports.Any(left => line.StartsWith(left + "/", StringComparison.Ordinal)))];

    private static List<string> Rows(SqliteDatabase database) => database.Read(session => session.Query(
        """
        SELECT n.name, e.partition_key, e.row_key, e.properties FROM table_entities e JOIN table_names n ON n.id = e.table_id
        ORDER BY n.name, e.partition_key, e.row_key
        """,
        reader => $"{reader.GetString(0)}/{Key(reader.GetValue(1))}/{Key(reader.GetValue(2))} {Hash((byte[])reader.GetValue(3))}"));

    private static List<string> Blobs(SqliteDatabase database) => database.Read(session => session.Query(
        """
        SELECT c.name, b.name FROM blob_blobs b JOIN blob_containers c ON c.id = b.container_id
        UNION
        SELECT c.name, b.name FROM blob_blocks b JOIN blob_containers c ON c.id = b.container_id
        ORDER BY 1, 2
        """,
        reader => $"{reader.GetString(0)}/{Key(reader.GetValue(1))}"));

    private static string Key(object bytes) => OrdinalKey.Decode((byte[])bytes);

    private static string Hash(byte[] properties) => Convert.ToHexStringLower(SHA256.HashData(properties))[..16];
}
