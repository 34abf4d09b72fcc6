using Microsoft.Extensions.Logging;

namespace Exports.Functions.Projects;

internal static partial class ProjectLog
{
    [LoggerMessage(2001, LogLevel.Information, "Project {ProjectId} created at {Path}, template {Template}")]
    public static partial void ProjectCreated(this ILogger logger, long projectId, string path, string? template);

    [LoggerMessage(2002, LogLevel.Information, "Project {ProjectId} at {Path} deleted")]
    public static partial void ProjectDeleted(this ILogger logger, long projectId, string path);

    [LoggerMessage(2003, LogLevel.Information, "Project {ProjectId} has {Files} files after a commit of {Changes} changes (try {Tries})")]
    public static partial void TreeCommitted(this ILogger logger, long projectId, long files, int changes, int tries);

    [LoggerMessage(2004, LogLevel.Information, "Template {Template} published: {Files} files, manifest {Manifest}")]
    public static partial void TemplatePublished(this ILogger logger, string template, long files, string manifest);
}
