using Exports.EmbeddedHost.Engine.Faults;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Tests.Engine;

/// <summary>Refuses commits of one operation as SQLite does when the disk is full, as long as a test says so.</summary>
internal sealed class FullDisk(string operation) : ICommitObserver
{
    private const int SqliteFull = 13;

    private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsFull { get; set; } = true;

    /// <summary>Completes when a commit was refused.</summary>
    public Task Refused => _refused.Task;

    public void Committing(CommitPoint point)
    {
        if (IsFull && point.Operation == operation)
        {
            _refused.TrySetResult();
            throw new SqliteException("database or disk is full", SqliteFull);
        }
    }

    public void Committed(CommitPoint point)
    {
    }
}
