using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>The work of <c>CloseJob</c>, after a job has ended: its leftovers go, and last of all its row in the active index.</summary>
internal sealed class JobClosing(ExportLedger ledger, ArchiveCleaner cleaner, ProjectExportIndexTable index)
{
    public async Task RunAsync(JobKey key, CancellationToken cancellationToken)
    {
        var job = await ledger.FindAsync(key, cancellationToken);
        if (job is { IsActive: true })
            return;

        if (job is not null)
            await cleaner.RemoveLeftoversAsync(job, cancellationToken);
        await index.RemoveAsync(key.JobId, cancellationToken);
    }
}
