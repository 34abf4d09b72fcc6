namespace Exports.Functions.ProjectExports.Http;

/// <summary>The answer to an accepted export: GitLab's message, and the job.</summary>
internal sealed record StartExportResponse(string Message, ExportJobResponse Job);
