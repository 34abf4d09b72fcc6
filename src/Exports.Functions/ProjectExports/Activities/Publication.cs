using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>
/// The work of <c>PublishArchive</c>: finishes the job with its committed blob. A twin or a repeat that finds the job finished with its
/// attempt returns the same answer; one that finds the attempt lost removes the blob.
/// </summary>
internal sealed class Publication(ExportLedger ledger, ArchiveCleaner cleaner)
{
    /// <returns>How the job ended; null when the attempt is lost.</returns>
    public async Task<JobEnd?> RunAsync(PublishInput input, CancellationToken cancellationToken)
    {
        var archive = new PublishedArchive(ArchiveBlobName.Of(input.Attempt), input.Bytes, input.Sha256);
        if (await ledger.FinishAsync(input.Attempt, archive, cancellationToken) is { } finished)
            return finished.ToEnd();

        await cleaner.RemoveIfUnwantedAsync(input.Attempt, cancellationToken);
        return null;
    }
}
