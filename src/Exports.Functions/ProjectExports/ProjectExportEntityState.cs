namespace Exports.Functions.ProjectExports;

/// <summary>
/// What a project's entity keeps: a mirror of the rows, small, and rebuilt from them when in doubt. Nobody answers a
/// request from it.
/// </summary>
public sealed record ProjectExportEntityState
{
    /// <summary>The active jobs and whether each is queued or started.</summary>
    public Dictionary<string, ExportJobStatus> Active { get; init; } = [];

    /// <summary>The generation whose expiry the entity watches; 0 before the first.</summary>
    public long Generation { get; set; }

    /// <summary>The archive does not expire; its timer is ignored.</summary>
    public bool Pinned { get; set; }
}
