namespace Exports.Functions.Projects.Imports;

/// <summary>Where an import is (<c>docs/state-machines.md</c>).</summary>
internal enum ImportState
{
    /// <summary>Accepted.</summary>
    Scheduled,

    /// <summary>Its archive is being fetched, verified or stored. Anybody may still fail it.</summary>
    Started,

    /// <summary>Past the point of no return: it is carried on by whoever finds it.</summary>
    Publishing,

    Finished,

    Failed,
}
