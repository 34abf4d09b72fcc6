using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>
/// The work of <c>UploadArchive</c>: one try, while the row holds the attempt. It may run twice, and the other side then gets the
/// archive twice: whether an upload arrived is not known until it was answered, so at least once is all that can be had.
/// </summary>
internal sealed class ArchiveUpload(
    ExportLedger ledger,
    ArchiveContainer archives,
    ArchiveCleaner cleaner,
    AttemptPulses pulses,
    UploadSender sender,
    TimeProvider time,
    IOptions<UploadOptions> options,
    ILogger<ArchiveUpload> logger)
{
    /// <exception cref="AfterExportException">The archive cannot be uploaded: refused for good, or one try too many.</exception>
    public async Task<UploadResult> RunAsync(UploadInput input, CancellationToken stopping)
    {
        try
        {
            return await RunOnceAsync(input, stopping);
        }
        catch (Exception failure) when (ExportFailure.IsPassing(failure))
        {
            // The host or the storage ended this run; until a worker is free for the next one no heartbeat is due.
            await HandOverAsync(input.Attempt, bytesSent: 0, nextTryAt: null, CancellationToken.None);
            throw;
        }
    }

    private async Task<UploadResult> RunOnceAsync(UploadInput input, CancellationToken stopping)
    {
        using var content = new ArchiveContent(archives, ArchiveBlobName.Of(input.Attempt), input.Bytes);
        var job = await BeatAsync(input.Attempt, content, stopping);
        if (job?.Upload is not { Url: not null } target)
            return await LoseAsync(input.Attempt, stopping);

        var (isHeld, failure) = await SendAsync(input.Attempt, target, content, stopping);
        if (!isHeld)
            return await LoseAsync(input.Attempt, stopping);
        if (failure is not null)
            return await PauseAsync(input, failure, stopping);
        return new(await HandOverAsync(input.Attempt, content.BytesSent, nextTryAt: null, stopping) is not null);
    }

    private async Task<(bool IsHeld, UploadFailure? Failure)> SendAsync(
        AttemptKey attempt, UploadTarget target, ArchiveContent content, CancellationToken stopping)
    {
        await using var pulse = pulses.Start(attempt, token => BeatAsync(attempt, content, token), stopping);
        try
        {
            return (true, await sender.SendAsync(target, content, pulse.Lost));
        }
        catch (OperationCanceledException) when (pulse.Lost.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return (false, null);
        }
    }

    /// <summary>Plans the next try, here and not in the orchestration, so that the row and the timer tell the same time.</summary>
    private async Task<UploadResult> PauseAsync(UploadInput input, UploadFailure failure, CancellationToken cancellationToken)
    {
        if (UploadRules.WaitAfter(failure, input.Try, options.Value) is not { } wait)
            throw new AfterExportException(failure.Message);

        logger.LogWarning(
            "Job {JobId}: upload {Try} failed and is tried again in {Wait}: {Failure}",
            input.Attempt.JobId,
            input.Try,
            wait,
            failure.Message);
        var next = time.GetUtcNow() + wait;
        return await HandOverAsync(input.Attempt, bytesSent: 0, next, cancellationToken) is not null
            ? new(Held: true, next)
            : await LoseAsync(input.Attempt, cancellationToken);
    }

    private async Task<UploadResult> LoseAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        await cleaner.RemoveIfUnwantedAsync(attempt, cancellationToken);
        return new(Held: false);
    }

    private Task<ProjectExportJob?> BeatAsync(AttemptKey attempt, ArchiveContent content, CancellationToken cancellationToken) =>
        ledger.WhileHeldAsync(
            attempt, job => Beaten(job, content.BytesSent) with { AwaitsWorker = false, Phase = ExportPhase.Uploading }, cancellationToken);

    /// <summary>The last beat of this try: the next step, or the next try, is yet to begin.</summary>
    private Task<ProjectExportJob?> HandOverAsync(
        AttemptKey attempt, long bytesSent, DateTimeOffset? nextTryAt, CancellationToken cancellationToken) =>
        ledger.WhileHeldAsync(attempt, job => Beaten(job, bytesSent, nextTryAt) with { AwaitsWorker = true }, cancellationToken);

    private ProjectExportJob Beaten(ProjectExportJob job, long bytesSent, DateTimeOffset? nextTryAt = null) => job with
    {
        HeartbeatAt = time.GetUtcNow(),
        Upload = job.Upload is { } upload ? upload with { BytesSent = bytesSent, NextTryAt = nextTryAt } : null,
    };
}
