namespace Exports.EmbeddedHost.Engine.Faults;

/// <summary>No faults: what production runs with.</summary>
internal sealed class NullCommitObserver : ICommitObserver
{
    public static readonly NullCommitObserver Instance = new();

    public void Committing(CommitPoint point)
    {
    }

    public void Committed(CommitPoint point)
    {
    }
}
