namespace Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

/// <summary>One row of "The scenarios that must hold".</summary>
/// <param name="Case">What happens, in the row's words.</param>
/// <param name="Sequence">Every project status that a client sees from the row's beginning to its end, each change once.</param>
internal sealed record ScenarioRow(string Case, string Sequence)
{
    /// <summary>What has happened before the row begins.</summary>
    public Func<ScenarioRun, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>What the clients do and what time does.</summary>
    public required Func<ScenarioRun, Task> During { get; init; }

    /// <summary>What holds in the end besides the sequence.</summary>
    public required Func<ScenarioRun, Task> After { get; init; }

    /// <summary>Blocks of 2 KiB and segments of one block, so that an archive takes several activities.</summary>
    public bool SmallBlocks { get; init; }

    public override string ToString() => Case;
}
