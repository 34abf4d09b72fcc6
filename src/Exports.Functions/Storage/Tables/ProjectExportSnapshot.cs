namespace Exports.Functions.Storage.Tables;

/// <summary>Everything a project's export status is derived from.</summary>
/// <param name="Active">The active jobs, oldest first.</param>
/// <param name="LatestEnded">The newest ended job.</param>
/// <param name="Archive">The archive pointer, whatever its state.</param>
internal sealed record ProjectExportSnapshot(
    IReadOnlyList<ProjectExportJob> Active, ProjectExportJob? LatestEnded, ProjectExportArchive? Archive)
{
    /// <summary>
    /// The newest job by the time of its request. A job that ended between the two reads is in both places; the active
    /// one is taken then, so that job and project status come from the same moment.
    /// </summary>
    public ProjectExportJob? Latest =>
        Active.Count == 0 || (LatestEnded is { } ended && string.CompareOrdinal(ended.JobId, Active[^1].JobId) > 0)
            ? LatestEnded
            : Active[^1];
}
