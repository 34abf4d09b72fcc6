using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Finds the project that a route names.</summary>
internal sealed class ExportProjects(ProjectTable projects)
{
    /// <exception cref="ApiException">404.</exception>
    public async Task<ProjectRow> RequireAsync(string id, CancellationToken cancellationToken) =>
        await projects.ResolveAsync(id, cancellationToken) ?? throw ApiException.NotFound("Project");

    public async Task<bool> ExistsAsync(long id, CancellationToken cancellationToken) =>
        await projects.GetAsync(id, cancellationToken) is not null;
}
