using Exports.EmbeddedHost.Engine.Faults;

namespace Exports.EmbeddedHost.Tests.Engine.Store.Sqlite;

/// <summary>Writes down every commit point and runs what the test hangs on it.</summary>
internal sealed class RecordingObserver : ICommitObserver
{
    public List<string> Seen { get; } = [];

    public Action<CommitPoint> BeforeCommit { get; set; } = _ => { };

    public Action<CommitPoint> AfterCommit { get; set; } = _ => { };

    public void Committing(CommitPoint point)
    {
        Seen.Add($"before {point.Operation}");
        BeforeCommit(point);
    }

    public void Committed(CommitPoint point)
    {
        Seen.Add($"after {point.Operation}");
        AfterCommit(point);
    }
}
