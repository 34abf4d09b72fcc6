using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>
/// The work of <c>RemoveArchive</c>: expires the pointer if its time has come, then removes the blob, then the index row.
/// </summary>
internal sealed class ArchiveRemoval(ArchiveLedger ledger, ArchiveCleaner cleaner, ProjectExportIndexTable index)
{
    public async Task RunAsync(ArchiveKey key, CancellationToken cancellationToken)
    {
        var pointer = await ledger.ExpireAsync(key, cancellationToken);
        if (pointer is null || pointer.State is ProjectExportArchiveState.Available)
            return;

        await cleaner.RemoveIfUnwantedAsync(ArchiveBlobName.Parse(pointer.Archive.Blob), cancellationToken);
        await index.RemoveAsync(new ProjectExportExpiry(key.ProjectId, pointer.Generation, pointer.ExpiresAt), cancellationToken);
    }
}
