namespace Exports.EmbeddedHost.Engine.Faults;

/// <summary>
/// Stands at every durable commit of the host. In production it does nothing; tests put crashes and timeouts here.
/// Both members run on the writer's thread and may throw.
/// </summary>
internal interface ICommitObserver
{
    /// <summary>Just before the commit. An exception rolls this unit back and reaches its caller.</summary>
    void Committing(CommitPoint point);

    /// <summary>Just after the commit. The unit is applied; an exception reaches its caller all the same.</summary>
    void Committed(CommitPoint point);
}
