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

    [LoggerMessage(2005, LogLevel.Information, "Project {ProjectId} at {Path} imported: {Files} files")]
    public static partial void ProjectImported(this ILogger logger, long projectId, string path, long files);

    [LoggerMessage(2006, LogLevel.Information, "Import {ImportId} under project id {ProjectId} scheduled (overwrites: {Overwrites})")]
    public static partial void ImportScheduled(this ILogger logger, string importId, long projectId, bool overwrites);

    [LoggerMessage(2007, LogLevel.Warning, "What request {ImportId} staged could not be removed; the sweep will")]
    public static partial void ImportNotDiscarded(this ILogger logger, Exception exception, string importId);
}
