using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports;

/// <summary>
/// Moves jobs through <see cref="ExportTransitions"/>. Every member may be repeated: it finds what it wanted already
/// there, or finds the job elsewhere and says so.
/// </summary>
internal sealed class ExportLedger(
    ProjectExportTable table,
    ProjectExportIndexTable index,
    WebhookOutbox outbox,
    TimeProvider time,
    IOptions<ProjectExportOptions> options)
{
    /// <summary>A row keeps at most this much of a failure's text.</summary>
    internal const int MaxMessageLength = 1000;

    public Task<ProjectExportJob?> FindAsync(JobKey job, CancellationToken cancellationToken) =>
        table.FindJobAsync(job.ProjectId, job.JobId, cancellationToken);

    /// <summary>Begins an attempt, or finds it begun. The first one pins what is exported.</summary>
    /// <returns>The job holding the attempt; null when it ended or a later attempt took over.</returns>
    public Task<ProjectExportJob?> BeginAttemptAsync(
        AttemptKey attempt, Func<ProjectExportJob, Task<PinnedProject>> pin, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var job = await FindAsync(new(attempt.ProjectId, attempt.JobId), cancellationToken);
            switch (ExportTransitions.Decide(job?.Position, ExportJobEvent.Start, attempt.Attempt))
            {
                case ExportTransition.AlreadyThere:
                    return job;
                case ExportTransition.Refused:
                    return null;
            }

            var begun = Begun(job!, attempt.Attempt, job!.Pinned ?? await pin(job));
            await table.UpdateAsync(begun, await outbox.DraftAsync(job, begun, cancellationToken), cancellationToken);
            return begun;
        });

    /// <summary>Says that the attempt is alive and how far it is.</summary>
    /// <returns>The job holding the attempt; null when the attempt is lost, for good.</returns>
    public Task<ProjectExportJob?> HeartbeatAsync(
        AttemptKey attempt, ExportPhase phase, ExportProgress? progress, CancellationToken cancellationToken) =>
        BeatAsync(attempt, awaitsWorker: false, phase, progress, cancellationToken);

    /// <summary>
    /// The heartbeat of a short step, and the last one of a step that beats: none is due from now on until the next step that does.
    /// </summary>
    /// <returns>The job holding the attempt; null when the attempt is lost, for good.</returns>
    public Task<ProjectExportJob?> HandOverAsync(
        AttemptKey attempt, ExportPhase phase, ExportProgress? progress, CancellationToken cancellationToken) =>
        BeatAsync(attempt, awaitsWorker: true, phase, progress, cancellationToken);

    /// <summary>Ends an attempt that failed; the row holds none until the next one begins.</summary>
    public Task AbandonAttemptAsync(AbandonInput input, CancellationToken cancellationToken) => WhileHeldAsync(
        input.Attempt,
        job => job with { NextAttemptAt = input.NextAttemptAt, Message = Cut(input.Message), Phase = null },
        cancellationToken);

    /// <summary>Finishes the job and moves the archive pointer, in one transaction.</summary>
    /// <returns>The finished job; null when the attempt is lost.</returns>
    public Task<ProjectExportJob?> FinishAsync(AttemptKey attempt, PublishedArchive archive, CancellationToken cancellationToken)
    {
        var expiresAt = time.GetUtcNow() + options.Value.Retention;
        return StorageDecision.RepeatAsync(async () =>
        {
            var job = await FindAsync(new(attempt.ProjectId, attempt.JobId), cancellationToken);
            switch (ExportTransitions.Decide(job?.Position, ExportJobEvent.Finish, attempt.Attempt))
            {
                case ExportTransition.AlreadyThere:
                    return job;
                case ExportTransition.Refused:
                    return null;
            }

            return await FinishAsync(job!, archive, expiresAt, cancellationToken);
        });
    }

    /// <summary>Fails the job if it is active.</summary>
    /// <returns>The job as it then is, failed by this call or ended before; null when there is no such job.</returns>
    public Task<ProjectExportJob?> FailAsync(FailInput input, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var job = await FindAsync(new(input.ProjectId, input.JobId), cancellationToken);
            if (ExportTransitions.Decide(job?.Position, ExportJobEvent.Fail) != ExportTransition.Apply)
                return job;

            var failed = Ended(job!, ExportJobStatus.Failed) with { Reason = input.Reason, Message = Cut(input.Message) };
            await KeepUntilAsync(failed, time.GetUtcNow() + options.Value.RecordRetention, cancellationToken);
            await table.EndAsync(failed, publish: null, await outbox.DraftAsync(job, failed, cancellationToken), cancellationToken);
            return failed;
        });

    /// <summary>Changes what the row says about a running attempt.</summary>
    /// <returns>The job as it then is; null when the attempt is lost, for good.</returns>
    public Task<ProjectExportJob?> WhileHeldAsync(
        AttemptKey attempt, Func<ProjectExportJob, ProjectExportJob> change, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var job = await FindAsync(new(attempt.ProjectId, attempt.JobId), cancellationToken);
            if (job is null || !job.Position.Holds(attempt.Attempt))
                return null;

            var changed = change(job) with { UpdatedAt = time.GetUtcNow() };
            await table.UpdateAsync(changed, cancellationToken);
            return changed;
        });

    private Task<ProjectExportJob?> BeatAsync(
        AttemptKey attempt, bool awaitsWorker, ExportPhase phase, ExportProgress? progress, CancellationToken cancellationToken) =>
        WhileHeldAsync(
            attempt,
            job => job with
            {
                HeartbeatAt = time.GetUtcNow(),
                AwaitsWorker = awaitsWorker,
                Phase = phase,
                Progress = progress is null ? job.Progress : job.Progress.Max(progress),
            },
            cancellationToken);

    private async Task<ProjectExportJob?> FinishAsync(
        ProjectExportJob job, PublishedArchive archive, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var previous = await table.GetArchiveAsync(job.ProjectId, cancellationToken);
        var pointer = new ProjectExportArchive
        {
            ProjectId = job.ProjectId,
            JobId = job.JobId,
            Archive = archive,
            Generation = (previous?.Generation ?? 0) + 1,
            PublishedAt = time.GetUtcNow(),
            ExpiresAt = expiresAt,
            ETag = previous?.ETag ?? default,
        };
        var finished = Ended(job, ExportJobStatus.Finished) with
        {
            Message = null,
            Archive = archive,
            Generation = pointer.Generation,
            ExpiresAt = expiresAt,
            SupersededBlob = previous?.Archive.Blob,
        };
        await index.AddAsync(new ProjectExportExpiry(job.ProjectId, pointer.Generation, expiresAt), cancellationToken);
        await KeepUntilAsync(finished, expiresAt + options.Value.RecordRetention, cancellationToken);
        await table.EndAsync(finished, pointer, await outbox.DraftAsync(job, finished, cancellationToken), cancellationToken);
        return finished;
    }

    /// <summary>Before the job ends, as with every index: no ended job is without a row there.</summary>
    private Task KeepUntilAsync(ProjectExportJob job, DateTimeOffset due, CancellationToken cancellationToken) =>
        index.AddAsync(new ProjectExportRecord(job.ProjectId, job.JobId, due), cancellationToken);

    private ProjectExportJob Begun(ProjectExportJob job, int attempt, PinnedProject pinned)
    {
        var now = time.GetUtcNow();
        return job with
        {
            Status = ExportJobStatus.Started,
            StartedAt = job.StartedAt ?? now,
            UpdatedAt = now,
            HeartbeatAt = now,
            Attempt = attempt,
            AwaitsWorker = true,
            NextAttemptAt = null,
            Phase = ExportPhase.Preparing,
            Pinned = pinned,
            Progress = new(0, pinned.Manifest.FileCount, 0, pinned.Manifest.TotalBytes),
        };
    }

    private ProjectExportJob Ended(ProjectExportJob job, ExportJobStatus status)
    {
        var now = time.GetUtcNow();
        return job with
        {
            Status = status,
            UpdatedAt = now,
            FinishedAt = now,
            NextAttemptAt = null,
            Phase = null,
            Upload = job.Upload?.Ended(),
        };
    }

    private static string Cut(string text) => text.Length <= MaxMessageLength ? text : text[..MaxMessageLength];
}
