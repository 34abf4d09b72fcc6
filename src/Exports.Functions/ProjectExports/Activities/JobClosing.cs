using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>
/// The work of <c>CloseJob</c>, after a job has ended: its events are handed over, its leftovers go, and last of all its row in the
/// active index. Events that cannot be handed over keep that row, and with it the sweeps, at work.
/// </summary>
internal sealed class JobClosing(ExportLedger ledger, ArchiveCleaner cleaner, ProjectExportIndexTable index, WebhookDispatcher webhooks)
{
    public async Task RunAsync(JobKey key, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var job = await ledger.FindAsync(key, cancellationToken);
        if (job is { IsActive: true })
            return;

        var isToldToAll = await webhooks.TryDispatchAsync(key, client, cancellationToken);
        if (job is not null)
            await cleaner.RemoveLeftoversAsync(job, cancellationToken);
        if (isToldToAll)
            await index.RemoveAsync(key.JobId, cancellationToken);
    }
}
