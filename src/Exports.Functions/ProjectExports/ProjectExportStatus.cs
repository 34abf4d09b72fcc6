namespace Exports.Functions.ProjectExports;

/// <summary>The status of a project's export as GitLab clients know it, derived by <see cref="ProjectStatus"/>.</summary>
internal enum ProjectExportStatus
{
    None,
    Queued,
    Started,
    Finished,
    RegenerationInProgress,

    /// <summary>Only with <see cref="ProjectExportOptions.ReportFailedStatus"/>.</summary>
    Failed,
}
