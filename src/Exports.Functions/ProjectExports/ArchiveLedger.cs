using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports;

/// <summary>Changes a project's archive pointer as <c>docs/state-machines.md</c> lists. Every member may be repeated.</summary>
internal sealed class ArchiveLedger(
    ProjectExportTable table, ProjectExportIndexTable index, TimeProvider time, IOptions<ProjectExportOptions> options)
{
    /// <summary>Expires this generation if its time has come and nobody pinned it.</summary>
    /// <returns>The pointer of this generation as it then is; null when the generation is another's.</returns>
    public Task<ProjectExportArchive?> ExpireAsync(ArchiveKey key, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var pointer = await table.GetArchiveAsync(key.ProjectId, cancellationToken);
            if (pointer is null || pointer.Generation != key.Generation)
                return null;
            if (pointer.State is not ProjectExportArchiveState.Available || !pointer.HasExpired(time.GetUtcNow()))
                return pointer;

            return await WriteAsync(pointer with { State = ProjectExportArchiveState.Expired }, cancellationToken);
        });

    /// <summary>Keeps the archive until it is unpinned.</summary>
    /// <returns>The pinned pointer; null when no archive is available.</returns>
    public Task<ProjectExportArchive?> PinAsync(long projectId, CancellationToken cancellationToken) => WhileAvailableAsync(
        projectId,
        pointer => pointer.Pinned ? Task.FromResult(pointer) : WriteAsync(pointer with { Pinned = true }, cancellationToken),
        cancellationToken);

    /// <summary>Lets the archive expire again, a whole retention from now, under a new generation.</summary>
    /// <returns>The pointer; null when no archive is available.</returns>
    public Task<ProjectExportArchive?> UnpinAsync(long projectId, CancellationToken cancellationToken) => WhileAvailableAsync(
        projectId,
        pointer => pointer.Pinned ? ReleaseAsync(pointer, cancellationToken) : Task.FromResult(pointer),
        cancellationToken);

    /// <summary>Gives the archive up before its time, pinned or not.</summary>
    /// <returns>The pointer; null when no archive was available.</returns>
    public Task<ProjectExportArchive?> DeleteAsync(long projectId, CancellationToken cancellationToken)
    {
        long? tried = null;
        return StorageDecision.RepeatAsync(async () =>
        {
            var pointer = await table.GetArchiveAsync(projectId, cancellationToken);
            // Our own write, applied and reported as failed.
            if (pointer is { State: ProjectExportArchiveState.Deleted } && pointer.Generation == tried)
                return pointer;
            if (pointer is null || !pointer.IsAvailable(time.GetUtcNow()))
                return null;

            tried = pointer.Generation;
            return await GiveUpAsync(pointer, cancellationToken);
        });
    }

    private async Task<ProjectExportArchive> GiveUpAsync(ProjectExportArchive pointer, CancellationToken cancellationToken)
    {
        // A pinned archive leaves the index once its time has passed; without a row there nobody would find a blob left behind here.
        if (pointer.Pinned)
            await index.AddAsync(new ProjectExportExpiry(pointer.ProjectId, pointer.Generation, pointer.ExpiresAt), cancellationToken);
        return await WriteAsync(pointer with { State = ProjectExportArchiveState.Deleted, Pinned = false }, cancellationToken);
    }

    private async Task<ProjectExportArchive> ReleaseAsync(ProjectExportArchive pinned, CancellationToken cancellationToken)
    {
        var released = pinned with
        {
            Pinned = false,
            Generation = pinned.Generation + 1,
            ExpiresAt = time.GetUtcNow() + options.Value.Retention,
        };
        await index.AddAsync(new ProjectExportExpiry(released.ProjectId, released.Generation, released.ExpiresAt), cancellationToken);
        return await WriteAsync(released, cancellationToken);
    }

    private async Task<ProjectExportArchive> WriteAsync(ProjectExportArchive pointer, CancellationToken cancellationToken)
    {
        await table.UpdateArchiveAsync(pointer, cancellationToken);
        return pointer;
    }

    private Task<ProjectExportArchive?> WhileAvailableAsync(
        long projectId, Func<ProjectExportArchive, Task<ProjectExportArchive>> change, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var pointer = await table.GetArchiveAsync(projectId, cancellationToken);
            return pointer is not null && pointer.IsAvailable(time.GetUtcNow()) ? await change(pointer) : null;
        });
}
