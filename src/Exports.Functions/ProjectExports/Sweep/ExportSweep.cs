using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.Sweep;

/// <summary>
/// The safety net under the orchestrations: nothing stays active for ever, no index row leads nowhere for long, no
/// archive outlives its time. One run costs what the two indexes hold: active jobs, and archives past their expiry.
/// </summary>
internal sealed class ExportSweep(
    ProjectExportIndexTable index,
    ExportLedger ledger,
    JobClosing closing,
    ExpiredArchives archives,
    ExportQueue queue,
    ProjectMirrors mirrors,
    TimeProvider time,
    IOptions<ProjectExportOptions> options,
    ILogger<ExportSweep> logger)
{
    public async Task<SweepCounts> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var counts = new SweepCounts();
        var rows = new RowByRow("The sweep", logger);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in index.ActiveAsync(cancellationToken))
        {
            counts.Seen++;
            await rows.TryAsync(entry, async () =>
            {
                if (await SettleAsync(entry, counts, client, cancellationToken))
                    kept.Add(entry.JobId);
            });
        }

        await FreeSlotsAsync(kept, counts, client, cancellationToken);
        await foreach (var expiry in index.ExpiredAsync(time.GetUtcNow(), cancellationToken))
            await rows.TryAsync(
                expiry, async () => counts.ArchivesRemoved += await archives.RemoveAsync(expiry, cancellationToken) ? 1 : 0);
        counts.Errors = rows.Errors;
        return counts;
    }

    /// <summary>What has left the index, be it by this run, needs neither slot nor ticket.</summary>
    private async Task FreeSlotsAsync(
        IReadOnlySet<string> kept, SweepCounts counts, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var gone = await queue.FindGoneAsync(await ExportQueue.ReadAsync(client, cancellationToken), kept, cancellationToken);
        if (gone.Count > 0)
            await ExportQueue.RepairAsync(client, new(gone, Waiting: [], Running: [], Untold: []), cancellationToken);
        counts.SlotsFreed = gone.Count;
    }

    /// <returns>Whether the row stays in the index.</returns>
    private async Task<bool> SettleAsync(
        ActiveProjectExport entry, SweepCounts counts, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var verdict = await JudgeAsync(entry, client, cancellationToken);
        if (verdict is SweepVerdict.Keep)
            return true;
        if (verdict is SweepVerdict.Tell)
        {
            await ExportWakeUp.RaiseAsync(client, entry.JobId, ExportEvents.Ended, true, cancellationToken);
            return true;
        }

        if (verdict is SweepVerdict.Close)
            counts.Closed++;
        else
            counts.Failed += await FailAsync(entry, verdict, client, cancellationToken) ? 1 : 0;
        await closing.RunAsync(new(entry.ProjectId, entry.JobId), client, cancellationToken);
        return false;
    }

    private async Task<SweepVerdict> JudgeAsync(ActiveProjectExport entry, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Orchestration first: one that ends the job between the two reads is then seen as alive, and the job as ended.
        var orchestration = await client.GetInstanceAsync(entry.JobId, cancellationToken);
        var job = await ledger.FindAsync(new(entry.ProjectId, entry.JobId), cancellationToken);
        return SweepRules.Decide(entry, job, orchestration?.RuntimeStatus, time.GetUtcNow(), options.Value);
    }

    private async Task<bool> FailAsync(
        ActiveProjectExport entry, SweepVerdict verdict, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (reason, message) = verdict switch
        {
            SweepVerdict.FailNeverStarted => (FailureReason.NeverStarted, "The export was never started."),
            SweepVerdict.FailTimedOut => (FailureReason.TimedOut, "The export was not done within its time."),
            _ => (FailureReason.WorkerLost, "The export's worker is gone."),
        };
        var job = await ledger.FailAsync(new(entry.ProjectId, entry.JobId, reason, message), cancellationToken);
        await ExportWakeUp.RaiseAsync(client, entry.JobId, ExportEvents.Ended, true, cancellationToken);
        // Nobody else told the entity, or nobody knows what it was told: it starts over from the rows.
        await mirrors.RebuildAsync(entry.ProjectId, client, cancellationToken);
        return job is { Status: ExportJobStatus.Failed } && job.Reason == reason;
    }
}
