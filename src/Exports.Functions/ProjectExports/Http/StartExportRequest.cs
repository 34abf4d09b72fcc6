using Exports.Functions.ProjectExports.AfterExport;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>The body of <c>POST /projects/:id/export</c>, which may be left out.</summary>
/// <param name="Description">Replaces the project's description in the archive.</param>
/// <param name="Upload">Where to upload the archive to before it is published.</param>
internal sealed record StartExportRequest(string? Description = null, UploadRequest? Upload = null)
{
    /// <summary>As long as GitLab allows a project's description to be.</summary>
    public const int MaxDescriptionLength = 2000;
}
