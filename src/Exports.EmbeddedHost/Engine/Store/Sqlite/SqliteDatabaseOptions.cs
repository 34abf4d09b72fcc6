namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>How one database file is opened.</summary>
/// <param name="Path">Full path of the file; its folder must exist.</param>
/// <param name="Synchronous">Flush mode, see <see cref="SqliteSynchronous"/>.</param>
/// <param name="MaxUnitsPerCommit">How many waiting units may share one commit. Tests that count commits set 1.</param>
internal sealed record SqliteDatabaseOptions(
    string Path, SqliteSynchronous Synchronous = SqliteSynchronous.Full, int MaxUnitsPerCommit = 64);
