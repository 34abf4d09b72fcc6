using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports;

/// <summary>Gives a project's entity what the rows say, so that its state is never more than a mirror.</summary>
internal sealed class ProjectMirrors(ProjectExportTable table)
{
    public async Task RebuildAsync(long projectId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var snapshot = await table.GetSnapshotAsync(projectId, cancellationToken);
        var mirror = new ProjectMirror(
            snapshot.Active.ToDictionary(job => job.JobId, job => job.Status),
            snapshot.Archive is { State: ProjectExportArchiveState.Available } pointer
                ? new(pointer.Generation, pointer.ExpiresAt, pointer.Pinned)
                : null);
        await client.Entities.SignalEntityAsync(
            ProjectExportEntity.IdOf(projectId), nameof(ProjectExportEntity.Rebuild), mirror, cancellation: cancellationToken);
    }
}
