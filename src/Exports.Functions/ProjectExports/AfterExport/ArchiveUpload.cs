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
        using var content = new ArchiveContent(archives, ArchiveBlobName.Of(input.Attempt), input.Bytes);
        var job = await RecordAsync(input.Attempt, content.BytesSent, nextTryAt: null, stopping);
        if (job?.Upload is not { Url: not null } target)
            return await LoseAsync(input.Attempt, stopping);

        var (isHeld, failure) = await SendAsync(input.Attempt, target, content, stopping);
        if (!isHeld)
            return await LoseAsync(input.Attempt, stopping);
        if (failure is not null)
            return await PauseAsync(input, failure, stopping);
        return new(await ledger.HandOverAsync(input.Attempt, ExportPhase.Publishing, progress: null, stopping) is not null);
    }

    private async Task<(bool IsHeld, UploadFailure? Failure)> SendAsync(
        AttemptKey attempt, UploadTarget target, ArchiveContent content, CancellationToken stopping)
    {
        await using var pulse = pulses.Start(
            attempt, token => RecordAsync(attempt, content.BytesSent, nextTryAt: null, token), stopping);
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
            "Job {JobId}: upload {Try} failed and is tried again in {Wait}: {Failure}", input.Attempt.JobId, input.Try, wait, failure.Message);
        var next = time.GetUtcNow() + wait;
        return await RecordAsync(input.Attempt, bytesSent: 0, next, cancellationToken) is not null
            ? new(Held: true, next)
            : await LoseAsync(input.Attempt, cancellationToken);
    }

    private async Task<UploadResult> LoseAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        await cleaner.RemoveIfUnwantedAsync(attempt, cancellationToken);
        return new(Held: false);
    }

    private Task<ProjectExportJob?> RecordAsync(
        AttemptKey attempt, long bytesSent, DateTimeOffset? nextTryAt, CancellationToken cancellationToken) =>
        ledger.WhileHeldAsync(
            attempt,
            job => job with
            {
                HeartbeatAt = time.GetUtcNow(),
                AwaitsWorker = nextTryAt is not null,
                Phase = ExportPhase.Uploading,
                Upload = job.Upload is { } upload ? upload with { BytesSent = bytesSent, NextTryAt = nextTryAt } : null,
            },
            cancellationToken);
}
