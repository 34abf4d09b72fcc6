using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.Shared;
using Exports.Functions.Shared.Durable;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.Watchdog;

/// <summary>
/// Finds in minutes what the sweep finds in an hour: attempts whose worker fell silent, and a queue that differs from the rows. One run
/// reads the active index, the queue entity, and the row of every job that does not wait there; with nothing active, only the index.
/// </summary>
internal sealed class ExportWatchdog(
    ProjectExportIndexTable index,
    ExportLedger ledger,
    ExportQueue queue,
    TimeProvider time,
    IOptions<ProjectExportOptions> options,
    ILogger<ExportWatchdog> logger)
{
    public async Task<WatchdogCounts> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var active = await index.ActiveAsync(cancellationToken).ToListAsync(cancellationToken);
        if (active.Count == 0)
            return new();

        var state = await ExportQueue.ReadAsync(client, cancellationToken);
        var round = new WatchdogRound(client, state, new() { Active = active.Count, Waiting = state.Tickets.Count });
        var waiting = state.Tickets.ToHashSet(StringComparer.Ordinal);
        var rows = new RowByRow("The watchdog", logger);
        foreach (var entry in active.Where(entry => !waiting.Contains(entry.JobId)))
            await rows.TryAsync(entry, () => ExamineAsync(entry, round, cancellationToken));
        round.Counts.Errors = rows.Errors;

        var known = active.Select(entry => entry.JobId).ToHashSet(StringComparer.Ordinal);
        round.Gone.AddRange(await queue.FindGoneAsync(state, known, cancellationToken));
        if (round.HasRepair(options.Value.MaxConcurrent))
            await ExportQueue.RepairAsync(client, round.ToRepair(), cancellationToken);
        await queue.PublishAsync(state, cancellationToken);
        return round.Counts;
    }

    private async Task ExamineAsync(ActiveProjectExport entry, WatchdogRound round, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(new(entry.ProjectId, entry.JobId), cancellationToken) is not { } job)
            return;

        var now = time.GetUtcNow();
        if (WatchdogRules.IsSilent(job, now, options.Value))
        {
            await ExportWakeUp.RaiseAsync(round.Client, job.JobId, ExportEvents.Redrive, job.Attempt, cancellationToken);
            round.Counts.Redriven++;
            logger.LogWarning("Attempt {Attempt} of job {JobId} has fallen silent", job.Attempt, job.JobId);
        }

        var fault = WatchdogRules.Compare(job, round.Queue, now);
        // Without an orchestration it would keep a slot for nothing; the sweep fails such a job.
        if (fault is not QueueFault.None && await round.Client.IsRunningAsync(job.JobId, cancellationToken))
            round.Add(fault, job.JobId);
    }
}
