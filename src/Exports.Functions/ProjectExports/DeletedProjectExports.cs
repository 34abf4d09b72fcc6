using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.Projects;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports;

/// <summary>
/// Ends the exports of a deleted project and gives up its archive. A job that is accepted at the same moment finds the
/// project gone when its first attempt begins.
/// </summary>
internal sealed class DeletedProjectExports(
    ProjectExportTable table, ExportLedger ledger, ArchiveLedger archives, ArchiveCleaner cleaner, AttemptPulses pulses)
    : IProjectDeletionStep
{
    public async Task RunAsync(long projectId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var job in (await table.GetSnapshotAsync(projectId, cancellationToken)).Active)
        {
            var ended = await ledger.FailAsync(
                new(projectId, job.JobId, FailureReason.ProjectDeleted, "The project was deleted."), cancellationToken);
            pulses.Nudge(job.JobId);
            await cleaner.RemoveLeftoversAsync(ended ?? job, cancellationToken);
            await ExportWakeUp.RaiseAsync(client, job.JobId, ExportEvents.Ended, true, cancellationToken);
        }

        // Jobs first: one that finished just before has moved the pointer by now.
        await archives.DeleteAsync(projectId, cancellationToken);
        if (await table.GetArchiveAsync(projectId, cancellationToken) is { } pointer)
            await cleaner.RemoveIfUnwantedAsync(ArchiveBlobName.Parse(pointer.Archive.Blob), cancellationToken);
    }
}
