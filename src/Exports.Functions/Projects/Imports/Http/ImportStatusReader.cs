using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Projects.Imports.Http;

/// <summary>
/// Answers <c>GET /projects/:id/import</c>, for projects that are there, are to come, or failed to. Two or three point reads.
/// </summary>
internal sealed class ImportStatusReader(ProjectTable projects, ProjectImportTable imports)
{
    public async Task<IResult> GetAsync(string id, CancellationToken cancellationToken)
    {
        var projectId = await projects.ResolveIdAsync(id, cancellationToken) ?? throw ApiException.NotFound("Project");
        // Import first: one that finishes between the two reads is then shown as under way, not as unknown.
        var import = IsId(projectId) ? await imports.FindAsync(projectId, cancellationToken) : null;
        var project = await projects.GetAsync(projectId, cancellationToken);
        return ApiResults.Json(Answer(project, import) ?? throw ApiException.NotFound("Project"));
    }

    private static bool IsId(long projectId) => projectId is > 0 and < ProjectTable.IdLimit;

    private static ImportResponse? Answer(ProjectRow? project, ProjectImport? import)
    {
        if (project is not null)
            return ImportResponse.From(project, import is not null && Concerns(import, project) ? import : null);
        // A finished import without its project: the project has been deleted since.
        return import is { State: not ImportState.Finished } ? ImportResponse.From(import) : null;
    }

    /// <summary>A failed import may have left its id to a project that somebody created afterwards; that one was never imported.</summary>
    private static bool Concerns(ProjectImport import, ProjectRow project) =>
        import.IsActive || import.Overwrites || project.ImportId == import.ImportId;
}
