using System.Text.Json;
using Exports.Functions.Shared.Json;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports;

/// <summary>Takes down what a job exports: the manifest current at its start and the project's description of itself.</summary>
internal sealed class ProjectPinner(ProjectTable projects)
{
    /// <exception cref="ProjectGoneException">There is no such project any more.</exception>
    public async Task<PinnedProject> PinAsync(ProjectExportJob job, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(job.ProjectId, cancellationToken) ?? throw new ProjectGoneException(job.ProjectId);
        var metadata = new ExportedProject(project.Path, project.Name, job.Description ?? project.Description, project.CreatedAt);
        return new(
            new(project.ManifestBytes, project.ManifestHash, project.FileCount, project.TotalBytes),
            JsonSerializer.Serialize(metadata, ApiJson.Options));
    }
}
