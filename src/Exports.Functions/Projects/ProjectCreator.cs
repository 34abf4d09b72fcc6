using Exports.Functions.Projects.Manifests;
using Exports.Functions.Projects.Templates;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Projects;

/// <summary>
/// Creates a project: reserve the path for an id, then insert the row of that id. Only the row's insertion decides: a reservation whose
/// row is missing belongs to a creator that is not done yet, or never will be, and whoever inserts the row first has the path. So a crash
/// in between leaves nothing to repair, and nobody waits for anybody.
/// </summary>
internal sealed class ProjectCreator(
    ProjectTable projects,
    PathReserver paths,
    ProjectImportTable imports,
    TemplatePublisher templates,
    TimeProvider time,
    ILogger<ProjectCreator> logger)
{
    // A round is lost only when another creation or deletion of the very same path got further.
    private const int MaxRounds = 20;

    /// <exception cref="ApiException">400 for an unknown template, 409 for a path that is taken.</exception>
    public async Task<ProjectRow> CreateAsync(NewProject project, CancellationToken cancellationToken)
    {
        var tree = project.TemplateName is { } template ? await templates.PublishAsync(template, cancellationToken) : EmptyTree;
        var draft = Draft(project, tree);
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await ReserveAsync(project.Path, cancellationToken) is not { } id)
            {
                continue;
            }

            var row = draft with { Id = id };
            if (await projects.TryInsertAsync(row, cancellationToken))
            {
                logger.ProjectCreated(row.Id, row.Path, row.TemplateName);
                return row;
            }
        }

        throw ApiException.Conflict($"409 Conflict - the path '{project.Path.Value}' is being created and deleted by others; try again");
    }

    private static ManifestSummary EmptyTree { get; } = new(0, Storage.Blobs.ManifestContainer.EmptyHash, 0, 0);

    /// <summary>The id under which the project may be created, or null when that changed under our hands.</summary>
    private async Task<long?> ReserveAsync(ProjectPath path, CancellationToken cancellationToken)
    {
        if (await paths.TryReserveAsync(path, cancellationToken) is not { } reservation)
        {
            return null;
        }

        if (reservation.Holder is not null)
        {
            throw ApiException.Conflict($"409 Conflict - the path '{path.Value}' has already been taken");
        }

        // A courtesy to the import, not a lock: whoever slips through here has the path, and the import finds out.
        return reservation.IsFresh || await imports.FindAsync(reservation.ProjectId, cancellationToken) is not { IsActive: true }
            ? reservation.ProjectId
            : throw ApiException.Conflict($"409 Conflict - a project is being imported to the path '{path.Value}'");
    }

    private ProjectRow Draft(NewProject project, ManifestSummary tree)
    {
        var now = time.GetUtcNow();
        return new ProjectRow
        {
            Id = 0,
            Path = project.Path.Value,
            Name = project.Name,
            Description = project.Description,
            CreatedAt = now,
            UpdatedAt = now,
            CreationId = Guid.CreateVersion7(),
            TemplateName = project.TemplateName,
            ManifestHash = tree.Sha256,
            ManifestBytes = tree.Bytes,
            FileCount = tree.FileCount,
            TotalBytes = tree.TotalBytes,
        };
    }
}
