using Exports.Functions.Projects.Imports;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Projects;

/// <summary>
/// Deletes a project: mark the row, let the features take back what is theirs, then give up the path. The mark is the deletion; a path
/// that is still reserved for a marked row is as good as free to a creator, so a crash in between leaves nothing to repair. May be
/// repeated.
/// </summary>
internal sealed class ProjectDeleter(
    ProjectTable projects,
    ProjectPathTable paths,
    ImportCanceller imports,
    IEnumerable<IProjectDeletionStep> steps,
    TimeProvider time,
    ILogger<ProjectDeleter> logger)
{
    private const int MaxRounds = 50;

    /// <exception cref="ApiException">404 when the id was never a project's.</exception>
    public async Task DeleteAsync(long id, DurableTaskClient client, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if ((await projects.FindAsync(id, cancellationToken) ?? await EndImportAsync(id, cancellationToken)) is not { } row)
            {
                return;
            }

            var marked = row.DeletedAt is not null || await TryMarkAsync(row, cancellationToken);
            if (!marked)
            {
                continue;
            }

            foreach (var step in steps)
            {
                await step.RunAsync(id, client, cancellationToken);
            }

            if (await TryReleaseAsync(row, cancellationToken))
            {
                logger.ProjectDeleted(id, row.Path);
                return;
            }
        }

        throw ApiException.Conflict("409 Conflict - the project is being changed by too many others; try again");
    }

    /// <summary>A project that is being imported is not there yet; to delete it is to end its import.</summary>
    /// <returns>The project of an import that could only be carried on: it goes like any other. Null when the import made none.</returns>
    private async Task<ProjectRow?> EndImportAsync(long id, CancellationToken cancellationToken)
    {
        var import = await imports.TryCancelAsync(id, cancellationToken) ?? throw ApiException.NotFound("Project");
        // Whoever takes the path of an import that has failed is somebody else.
        return await projects.FindAsync(id, cancellationToken) is { } row && row.ImportId == import ? row : null;
    }

    private async Task<bool> TryMarkAsync(ProjectRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await projects.TryUpdateAsync(row with { DeletedAt = time.GetUtcNow() }, cancellationToken);
        }
        catch (Exception exception) when (StorageErrors.IsUncertain(exception))
        {
            return false;
        }
    }

    private async Task<bool> TryReleaseAsync(ProjectRow row, CancellationToken cancellationToken)
    {
        var path = ProjectPath.Parse(row.Path);
        return await paths.FindAsync(path, cancellationToken) is not { } reservation
            || reservation.ProjectId != row.Id
            || await paths.TryReleaseAsync(path, reservation, cancellationToken);
    }
}
