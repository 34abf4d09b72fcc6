using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports;

/// <summary>
/// Removes archive blobs, and only those that nobody wants: the job's row does not hold the attempt, and the archive
/// pointer does not lead to it. What is unwanted stays unwanted, so this may run late, twice, and beside others.
/// </summary>
internal sealed class ArchiveCleaner(ProjectExportTable table, ArchiveContainer archives)
{
    public async Task RemoveIfUnwantedAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        if (!await IsWantedAsync(attempt, cancellationToken))
            await archives.RemoveAsync(ArchiveBlobName.Of(attempt), cancellationToken);
    }

    /// <summary>Everything a job may have left: each attempt's blob, and the archive that its own one replaced.</summary>
    public async Task RemoveLeftoversAsync(ProjectExportJob job, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= job.Attempt; attempt++)
            await RemoveIfUnwantedAsync(new(job.ProjectId, job.JobId, attempt), cancellationToken);
        if (job.SupersededBlob is { } superseded)
            await RemoveIfUnwantedAsync(ArchiveBlobName.Parse(superseded), cancellationToken);
    }

    /// <summary>Job first, pointer second: publication moves the blob from the one to the other, never back.</summary>
    private async Task<bool> IsWantedAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        var job = await table.FindJobAsync(attempt.ProjectId, attempt.JobId, cancellationToken);
        if (job is not null && job.Position.Holds(attempt.Attempt))
            return true;

        var pointer = await table.GetArchiveAsync(attempt.ProjectId, cancellationToken);
        return pointer is { State: ProjectExportArchiveState.Available } && pointer.Archive.Blob == ArchiveBlobName.Of(attempt);
    }
}
