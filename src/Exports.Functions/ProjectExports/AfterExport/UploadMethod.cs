namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>How an archive is uploaded, as GitLab's <c>upload[http_method]</c> names it.</summary>
internal enum UploadMethod
{
    Put,
    Post,
}
