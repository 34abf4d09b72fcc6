namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>SQLite's <c>PRAGMA synchronous</c>: what survives a loss of power. A killed process loses nothing in any mode.</summary>
public enum SqliteSynchronous
{
    /// <summary>Nothing is flushed by SQLite. For tests.</summary>
    Off,

    /// <summary>The last commits before a power loss may be missing; the file stays consistent.</summary>
    Normal,

    /// <summary>Every commit is flushed. The default.</summary>
    Full,
}
