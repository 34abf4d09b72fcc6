using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>Times as UTC ticks and nullable columns.</summary>
internal static class SqliteValues
{
    public static DateTimeOffset Time(this SqliteDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? TimeOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.Time(column);

    public static string? TextOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>The least text above every text that begins with <paramref name="prefix"/>, in SQLite's binary order.</summary>
    public static string AfterPrefix(string prefix) => prefix + "\U0010FFFF";
}
