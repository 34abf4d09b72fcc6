using Exports.EmbeddedHost.Engine.Faults;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>One caller's atomic change, waiting for the writer.</summary>
internal abstract class WriteUnit(CommitPoint point)
{
    public CommitPoint Point { get; } = point;

    /// <summary>What went wrong; the caller's answer when set.</summary>
    public Exception? Failure { get; set; }

    public abstract void Run(SqliteSession session);

    /// <summary>Hands the caller its result or its failure. Called once, after the commit.</summary>
    public abstract void Answer();
}
