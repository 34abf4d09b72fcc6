using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>
/// The work of <c>WriteSegment</c>: stages the archive's next blocks while the row holds the attempt. It may run twice,
/// also at once; both stage the same bytes. Whoever finds the attempt lost removes what it staged.
/// </summary>
internal sealed class SegmentWork(
    ExportLedger ledger,
    ArchiveSegmentWriter writer,
    ArchiveCleaner cleaner,
    ArchiveStreams streams,
    AttemptPulses pulses,
    IOptions<ProjectExportOptions> options)
{
    /// <summary>
    /// A run that gives up for a passing reason says so, also while the host stops: the segment runs again, and until a worker is free for
    /// it no heartbeat is due.
    /// </summary>
    public async Task<SegmentResult> RunAsync(SegmentInput input, CancellationToken stopping)
    {
        try
        {
            return await RunOnceAsync(input, stopping);
        }
        catch (Exception failure) when (ExportFailure.IsPassing(failure))
        {
            await ledger.HandOverAsync(input.Attempt, ExportPhase.Archiving, progress: null, CancellationToken.None);
            throw;
        }
    }

    private async Task<SegmentResult> RunOnceAsync(SegmentInput input, CancellationToken stopping)
    {
        var job = await ledger.HeartbeatAsync(input.Attempt, ExportPhase.Archiving, progress: null, stopping);
        var cursor = job is null ? null : await WriteAsync(job, input, stopping);
        var held = cursor is not null && await ReportAsync(job!, input.Attempt, cursor, stopping);
        if (held)
            return new(cursor);

        await cleaner.RemoveIfUnwantedAsync(input.Attempt, stopping);
        return new(Cursor: null);
    }

    private async Task<ArchiveCursor?> WriteAsync(ProjectExportJob job, SegmentInput input, CancellationToken stopping)
    {
        var pinned = job.Pinned!;
        var limits = new SegmentLimits(options.Value.SegmentBytes, options.Value.SegmentTimeLimit);
        await using var pulse = pulses.Start(input.Attempt, stopping);
        try
        {
            return await writer.WriteAsync(
                pinned.Plan, input.Cursor, streams.Source(pinned), streams.Sink(ArchiveBlobName.Of(input.Attempt)), limits, pulse.Lost);
        }
        catch (OperationCanceledException) when (pulse.Lost.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<bool> ReportAsync(
        ProjectExportJob job, AttemptKey attempt, ArchiveCursor cursor, CancellationToken cancellationToken)
    {
        var progress = job.Progress with { FilesDone = cursor.FilesDone, BytesDone = cursor.ContentBytesDone };
        return await ledger.HandOverAsync(attempt, ExportPhase.Archiving, progress, cancellationToken) is not null;
    }
}
