using System.Globalization;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage;

/// <summary>
/// Hands out version stamps: the time in ticks, but never the same one twice, whatever the clock does, and across restarts too. So an
/// ETag that was once seen never comes back on other data.
/// </summary>
/// <param name="table">Where the last stamp is kept: a table with the one row <c>(id = 1, last)</c>.</param>
/// <param name="time">What the stamps follow.</param>
internal sealed class VersionClock(string table, TimeProvider time)
{
    private readonly string _advance = $"UPDATE {table} SET last = MAX(@now, last + 1) WHERE id = 1 RETURNING last";

    /// <summary>The next stamp. Only inside a write.</summary>
    public long Next(SqliteSession session) =>
        Convert.ToInt64(session.Scalar(_advance, ("@now", time.GetUtcNow().UtcTicks)), CultureInfo.InvariantCulture);
}
