using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>
/// The work of <c>CommitArchive</c>: makes one blob of the staged blocks and checks its length. Nobody sees it yet. A repeat finds it
/// committed; one that finds the attempt lost removes it.
/// </summary>
internal sealed class ArchiveCommit(ExportLedger ledger, ArchiveContainer archives, ArchiveCleaner cleaner)
{
    /// <exception cref="InvalidDataException">The blob is not as long as what was staged.</exception>
    public async Task<CommitResult> RunAsync(CommitInput input, CancellationToken cancellationToken)
    {
        var job = await ledger.HandOverAsync(input.Attempt, ExportPhase.Publishing, progress: null, cancellationToken);
        if (job is null)
        {
            await cleaner.RemoveIfUnwantedAsync(input.Attempt, cancellationToken);
            return new(Held: false);
        }

        var blob = ArchiveBlobName.Of(input.Attempt);
        var length = await StorageDecision.RepeatAsync(() => archives.CommitAsync(blob, input.Blocks, cancellationToken));
        return length == input.Bytes
            ? new(Held: true, HasUpload: job.Upload is not null)
            : throw new InvalidDataException($"The archive has {length} bytes, {input.Bytes} were written.");
    }
}
