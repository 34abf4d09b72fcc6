namespace Exports.Functions.Projects.Imports.Sweep;

/// <summary>What the sweep does about one import of the active index.</summary>
internal enum ImportVerdict
{
    /// <summary>All is well, or too young to tell.</summary>
    Keep,

    /// <summary>No import is under way there: remove what it staged and the row.</summary>
    Close,

    /// <summary>Without an orchestration: fail it, or carry it on behind its point of no return.</summary>
    EndLost,

    /// <summary>Older than the deadline: the same.</summary>
    EndTimedOut,
}
