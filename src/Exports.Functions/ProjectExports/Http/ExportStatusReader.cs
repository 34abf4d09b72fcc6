using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.Projects;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Answers <c>GET /projects/:id/export</c> from the rows, in the order of <c>docs/storage.md</c>.</summary>
internal sealed class ExportStatusReader(
    ExportProjects projects,
    ProjectExportTable table,
    QueuePositions positions,
    TimeProvider time,
    IOptions<ProjectExportOptions> options)
{
    public async Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        var snapshot = await table.GetSnapshotAsync(project.Id, cancellationToken);
        var queue = await positions.ReadAsync(snapshot.Active, cancellationToken);
        return ApiResults.Json(Describe(request, project, snapshot, queue));
    }

    private ExportStatusResponse Describe(HttpRequest request, ProjectRow project, ProjectExportSnapshot snapshot, QueueBoard? queue)
    {
        var archive = snapshot.Archive is { } pointer && pointer.IsAvailable(time.GetUtcNow()) ? pointer : null;
        var waiting = snapshot.Active.LastOrDefault(job => job.Status is ExportJobStatus.Queued);
        var path = ProjectPath.Parse(project.Path);
        return new()
        {
            Id = project.Id,
            Description = project.Description,
            Name = project.Name,
            NameWithNamespace = path.WithNamespace(project.Name),
            Path = path.Slug,
            PathWithNamespace = project.Path,
            CreatedAt = project.CreatedAt,
            ExportStatus = Status(snapshot, archive),
            Links = archive is null ? null : LinksTo(request, project),
            LatestJob = snapshot.Latest is { } job ? ExportJobResponse.From(job, queue) : null,
            Archive = archive is null ? null : ExportArchiveResponse.From(archive),
            QueuePosition = waiting is null ? null : queue?.PositionOf(waiting.JobId),
        };
    }

    private ProjectExportStatus Status(ProjectExportSnapshot snapshot, ProjectExportArchive? archive) => ProjectStatus.Derive(
        [.. snapshot.Active.Select(job => job.Status)],
        archive is not null,
        snapshot.Latest is { Status: ExportJobStatus.Failed },
        options.Value.ReportFailedStatus);

    private static ExportLinks LinksTo(HttpRequest request, ProjectRow project)
    {
        var download = request.ApiUrl($"projects/{project.Id}/export/download");
        return new(download, download);
    }
}
