namespace Exports.Functions.ProjectExports;

/// <summary>The five rules, in order: the first that holds decides (<c>docs/state-machines.md</c>).</summary>
internal static class ProjectStatus
{
    /// <param name="active">The statuses of the project's active jobs.</param>
    /// <param name="archiveAvailable">An archive can be downloaded now.</param>
    /// <param name="latestJobFailed">The newest job of the project ended in failure.</param>
    /// <param name="reportFailed"><see cref="ProjectExportOptions.ReportFailedStatus"/>.</param>
    public static ProjectExportStatus Derive(
        IReadOnlyCollection<ExportJobStatus> active, bool archiveAvailable, bool latestJobFailed, bool reportFailed)
    {
        if (active.Count > 0 && archiveAvailable)
            return ProjectExportStatus.RegenerationInProgress;
        if (active.Contains(ExportJobStatus.Queued))
            return ProjectExportStatus.Queued;
        if (active.Contains(ExportJobStatus.Started))
            return ProjectExportStatus.Started;
        if (archiveAvailable)
            return ProjectExportStatus.Finished;
        return latestJobFailed && reportFailed ? ProjectExportStatus.Failed : ProjectExportStatus.None;
    }
}
