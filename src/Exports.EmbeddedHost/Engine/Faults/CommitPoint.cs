namespace Exports.EmbeddedHost.Engine.Faults;

/// <summary>One durable commit, as the fault injector sees and names it.</summary>
/// <param name="Source">Who commits.</param>
/// <param name="Operation">What it does, e.g. <c>CompleteActivity</c>, <c>UpdateEntity</c>, <c>StageBlock</c>.</param>
/// <param name="Subject">What it does it to, e.g. an instance id, a table and key, a container and blob name.</param>
internal readonly record struct CommitPoint(CommitSource Source, string Operation, string Subject)
{
    public override string ToString() => $"{Source}.{Operation}({Subject})";
}
