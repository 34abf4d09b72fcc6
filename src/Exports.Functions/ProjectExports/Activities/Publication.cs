using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>
/// The work of <c>PublishArchive</c>: commits the blocks, checks the length, finishes the job. A twin or a repeat that
/// finds the job finished with its attempt returns the same answer; one that finds the attempt lost removes the blob.
/// </summary>
internal sealed class Publication(ExportLedger ledger, ArchiveContainer archives, ArchiveCleaner cleaner)
{
    /// <returns>How the job ended; null when the attempt is lost.</returns>
    /// <exception cref="InvalidDataException">The blob is not as long as what was staged.</exception>
    public async Task<JobEnd?> RunAsync(PublishInput input, CancellationToken cancellationToken)
    {
        var finished = await CommitAsync(input, cancellationToken)
            ? await FinishAsync(input, cancellationToken)
            : await FindFinishedAsync(input.Attempt, cancellationToken);
        if (finished is not null)
            return finished;

        await cleaner.RemoveIfUnwantedAsync(input.Attempt, cancellationToken);
        return null;
    }

    private async Task<bool> CommitAsync(PublishInput input, CancellationToken cancellationToken)
    {
        if (await ledger.HeartbeatAsync(input.Attempt, ExportPhase.Publishing, progress: null, cancellationToken) is null)
            return false;

        var blob = ArchiveBlobName.Of(input.Attempt);
        var length = await StorageDecision.RepeatAsync(() => archives.CommitAsync(blob, input.Blocks, cancellationToken));
        return length == input.Bytes
            ? true
            : throw new InvalidDataException($"The archive has {length} bytes, {input.Bytes} were written.");
    }

    private async Task<JobEnd?> FinishAsync(PublishInput input, CancellationToken cancellationToken)
    {
        var archive = new PublishedArchive(ArchiveBlobName.Of(input.Attempt), input.Bytes, input.Sha256);
        return (await ledger.FinishAsync(input.Attempt, archive, cancellationToken))?.ToEnd();
    }

    private async Task<JobEnd?> FindFinishedAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        var job = await ledger.FindAsync(new(attempt.ProjectId, attempt.JobId), cancellationToken);
        return job is { Status: ExportJobStatus.Finished } && job.Attempt == attempt.Attempt ? job.ToEnd() : null;
    }
}
