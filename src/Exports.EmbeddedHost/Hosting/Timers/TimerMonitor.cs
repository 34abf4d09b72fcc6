using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>Keeps the status of monitored timers in the database, by function name. Times are UTC ticks.</summary>
internal sealed class TimerMonitor(SqliteDatabase database)
{
    private const string Schema =
        """
        CREATE TABLE IF NOT EXISTS host_timers (
            name TEXT PRIMARY KEY, schedule TEXT NOT NULL, last INTEGER, next INTEGER, updated_at INTEGER NOT NULL) WITHOUT ROWID;
        """;

    public Dictionary<string, TimerStatus> ReadAll()
    {
        database.EnsureSchema(Schema);
        return database.Read(session => session.Query("SELECT name, schedule, last, next, updated_at FROM host_timers", Row))
            .ToDictionary(row => row.Name, row => row.Status, StringComparer.OrdinalIgnoreCase);
    }

    public Task WriteAsync(string name, TimerStatus status) =>
        database.WriteAsync(new CommitPoint(CommitSource.Host, "UpdateTimerStatus", name), session => session.Execute(
            "INSERT OR REPLACE INTO host_timers (name, schedule, last, next, updated_at) VALUES ($name, $schedule, $last, $next, $updated)",
            ("$name", name),
            ("$schedule", status.Schedule),
            ("$last", status.Last?.UtcTicks),
            ("$next", status.Next?.UtcTicks),
            ("$updated", status.UpdatedAt.UtcTicks)));

    private static (string Name, TimerStatus Status) Row(SqliteDataReader row) => (
        row.GetString(0),
        new TimerStatus(row.GetString(1), Time(row, 2), Time(row, 3), new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero)));

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
