using System.Globalization;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage;

/// <summary>
/// Hands out version stamps: the time in ticks, but never the same one twice, whatever the clock does, and across restarts too. So an
/// ETag that was once seen never comes back on other data.
/// </summary>
internal sealed class VersionClock
{
    private readonly TimeProvider _time;
    private readonly string _advance;
    private long _last;

    /// <param name="database">Where the last stamp is kept.</param>
    /// <param name="table">A table with the one row <c>(id = 1, last)</c>.</param>
    /// <param name="time">What the stamps follow.</param>
    public VersionClock(SqliteDatabase database, string table, TimeProvider time)
    {
        _time = time;
        _advance = $"UPDATE {table} SET last = @last WHERE id = 1";
        _last = database.Read(session => Convert.ToInt64(session.Scalar($"SELECT last FROM {table} WHERE id = 1"), CultureInfo.InvariantCulture));
    }

    /// <summary>The next stamp. Only inside a write, where calls come one at a time.</summary>
    public long Next(SqliteSession session)
    {
        _last = Math.Max(_time.GetUtcNow().UtcTicks, _last + 1);
        session.Execute(_advance, ("@last", _last));
        return _last;
    }
}
