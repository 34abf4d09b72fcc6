using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;
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
    TimeProvider time,
    IOptions<ProjectExportOptions> options)
{
    public async Task<SweepCounts> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (seen, failed, closed) = (0, 0, 0);
        await foreach (var entry in index.ActiveAsync(cancellationToken))
        {
            seen++;
            var verdict = await JudgeAsync(entry, client, cancellationToken);
            if (verdict is SweepVerdict.Keep)
                continue;
            if (verdict is SweepVerdict.Close)
                closed++;
            else
                failed += await FailAsync(entry, verdict, client, cancellationToken) ? 1 : 0;
            await closing.RunAsync(new(entry.ProjectId, entry.JobId), cancellationToken);
        }

        return new(seen, failed, closed, await archives.RemoveAsync(cancellationToken));
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
        if (job is not { Status: ExportJobStatus.Failed })
            return false;

        await client.Entities.SignalEntityAsync(
            ProjectExportEntity.IdOf(entry.ProjectId),
            nameof(ProjectExportEntity.Ended),
            new JobEnded(entry.JobId, job.ToEnd()),
            cancellation: cancellationToken);
        return job.Reason == reason;
    }
}
