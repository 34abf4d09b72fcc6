namespace Exports.Functions.Projects.Imports.Http;

/// <summary>An import's status in GitLab's words.</summary>
internal enum ImportStatus
{
    /// <summary>The project did not come from an import.</summary>
    None,
    Scheduled,
    Started,
    Finished,
    Failed,
}
