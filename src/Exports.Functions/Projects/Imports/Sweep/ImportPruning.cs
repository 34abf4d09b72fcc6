using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects.Imports.Sweep;

/// <summary>
/// Removes the record of an import that ended long ago, and the path it reserved if no project came to be there. Every step may be
/// repeated; the index row that leads here goes last.
/// </summary>
internal sealed class ImportPruning(
    ProjectImportTable imports, ProjectImportIndexTable index, ProjectTable projects, ProjectPathTable paths, TimeProvider time)
{
    /// <returns>Whether there was a record to remove.</returns>
    public async Task<bool> PruneAsync(EndedProjectImport ended, CancellationToken cancellationToken)
    {
        var removed = await StorageDecision.RepeatAsync(() => RemoveAsync(new(ended.ProjectId, ended.ImportId), cancellationToken));
        await index.RemoveAsync(ended, cancellationToken);
        return removed;
    }

    private async Task<bool> RemoveAsync(ImportKey key, CancellationToken cancellationToken)
    {
        // A later import has taken the record over, or this one is not over: its own end has a row of its own.
        if (await imports.FindAsync(key.ProjectId, cancellationToken) is not { IsActive: false } import || import.ImportId != key.ImportId)
            return false;

        await GiveUpPathAsync(import, cancellationToken);
        await imports.RemoveAsync(import, cancellationToken);
        return true;
    }

    /// <summary>A tombstone keeps a creator that has just read the reservation from using the id; then the path can go.</summary>
    private async Task GiveUpPathAsync(ProjectImport import, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(import.ProjectId, cancellationToken) is null)
            await projects.TryInsertAsync(Tombstone(import), cancellationToken);

        var path = ProjectPath.Parse(import.Path);
        if (await projects.FindAsync(import.ProjectId, cancellationToken) is { DeletedAt: not null }
            && await paths.FindAsync(path, cancellationToken) is { } reservation
            && reservation.ProjectId == import.ProjectId)
        {
            await paths.TryReleaseAsync(path, reservation, cancellationToken);
        }
    }

    private ProjectRow Tombstone(ProjectImport import)
    {
        var now = time.GetUtcNow();
        return new ProjectRow
        {
            Id = import.ProjectId,
            Path = import.Path,
            Name = import.Path,
            CreatedAt = import.CreatedAt,
            UpdatedAt = now,
            DeletedAt = now,
            CreationId = Guid.ParseExact(import.ImportId, "N"),
            ManifestHash = Storage.Blobs.ManifestContainer.EmptyHash,
            ManifestBytes = 0,
            FileCount = 0,
            TotalBytes = 0,
        };
    }
}
