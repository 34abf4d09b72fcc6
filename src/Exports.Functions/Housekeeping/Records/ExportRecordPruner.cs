using Exports.Functions.Housekeeping.Instances;
using Exports.Functions.ProjectExports;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Housekeeping.Records;

/// <summary>
/// Removes the records of exports whose time has come: the orchestration's history, then the job's row with its idempotency key, then
/// the row of the index. One run costs what is due, at most a fixed number of rows, and the next goes on.
/// </summary>
internal sealed class ExportRecordPruner(
    ProjectExportTable table,
    ProjectExportIndexTable index,
    TimeProvider time,
    IOptions<ProjectExportOptions> exports,
    IOptions<HousekeepingOptions> options,
    ILogger<ExportRecordPruner> logger)
{
    public async Task<PruneCounts> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var counts = new PruneCounts();
        await foreach (var record in index.DueRecordsAsync(time.GetUtcNow(), cancellationToken))
        {
            await TryAsync(record, counts, client, cancellationToken);
            if (++counts.Seen == options.Value.RecordsPerRun)
                break;
        }

        return counts;
    }

    /// <summary>One row that cannot be dealt with must not keep the others from being.</summary>
    private async Task TryAsync(
        ProjectExportRecord record, PruneCounts counts, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            if (await SettleAsync(record, client, cancellationToken))
                counts.Removed++;
            else
                counts.Kept++;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            counts.Errors++;
            logger.LogError(failure, "The record of job {JobId} could not be pruned; the next run tries again", record.JobId);
        }
    }

    /// <returns>Whether the record is gone.</returns>
    private async Task<bool> SettleAsync(ProjectExportRecord record, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var verdict = await JudgeAsync(record, cancellationToken);
        if (verdict.Remove)
        {
            await FinishedInstances.RemoveAsync(client, record.JobId, cancellationToken);
            await RemoveAsync(record, cancellationToken);
        }
        else
        {
            await index.AddAsync(record with { Due = verdict.LookAgainAt, ArchiveSeen = verdict.ArchiveSeen }, cancellationToken);
        }

        await index.RemoveAsync(record, cancellationToken);
        return verdict.Remove;
    }

    private async Task<RecordVerdict> JudgeAsync(ProjectExportRecord record, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var job = await table.FindJobAsync(record.ProjectId, record.JobId, cancellationToken);
        // Gone already, or this row announced an end that did not come about: the real one has a row of its own.
        if (job is null or { IsActive: true })
            return new(Remove: true);

        var pointer = await table.GetArchiveAsync(record.ProjectId, cancellationToken);
        var newest = await table.GetNewestEndedAsync(record.ProjectId, 2, cancellationToken);
        var facts = new RecordFacts(record, job, pointer, newest);
        return RecordRules.Decide(facts, now, exports.Value.RecordRetention, options.Value.LookAgainAfter);
    }

    private Task RemoveAsync(ProjectExportRecord record, CancellationToken cancellationToken) => StorageDecision.RepeatAsync(async () =>
    {
        var job = await table.FindJobAsync(record.ProjectId, record.JobId, cancellationToken);
        if (job is { IsActive: false })
            await table.RemoveEndedAsync(job, await FindKeyAsync(job, cancellationToken), cancellationToken);
    });

    private async Task<ProjectExportIdempotencyKey?> FindKeyAsync(ProjectExportJob job, CancellationToken cancellationToken)
    {
        var key = job.KeyHash is { } hash ? await table.FindKeyAsync(job.ProjectId, hash, cancellationToken) : null;
        return key?.JobId == job.JobId ? key : null;
    }
}
