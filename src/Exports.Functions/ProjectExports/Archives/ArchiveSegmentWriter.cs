using Exports.Functions.ProjectExports.Archives.Pipeline;

namespace Exports.Functions.ProjectExports.Archives;

/// <summary>
/// Writes a project's archive, one bounded segment per call. The bytes depend on the plan and the stored contents alone: not on limits,
/// cores, time, or where segments ended. Memory stays near 64 MiB whatever the size.
/// </summary>
internal sealed class ArchiveSegmentWriter(TimeProvider time)
{
    private readonly Func<ArchivePlan, ArchiveGeometry> _geometry = ArchiveGeometry.For;

    /// <summary>
    /// The buffers of the latest segment, weakly: the next one usually follows at once, and an idle process keeps nothing.
    /// </summary>
    private WeakReference<SegmentBuffers>? _idle;

    /// <summary>For tests, which need blocks small enough to have many.</summary>
    internal ArchiveSegmentWriter(TimeProvider time, ArchiveGeometry geometry)
        : this(time) => _geometry = _ => geometry;

    /// <summary>
    /// Writes from the cursor on until a limit is reached or the archive is whole, and returns where the next segment goes on.
    /// </summary>
    /// <exception cref="ArchiveContentException">A content's length or hash differs from the manifest.</exception>
    /// <exception cref="ArchiveTooLargeException">The project does not fit into one blob.</exception>
    public async Task<ArchiveCursor> WriteAsync(
        ArchivePlan plan,
        ArchiveCursor cursor,
        IArchiveSource source,
        IArchiveSink sink,
        SegmentLimits limits,
        CancellationToken cancellationToken)
    {
        if (cursor.IsComplete)
            return cursor;

        var buffers = TakeBuffers(_geometry(plan));
        var clock = new SegmentClock(time, limits, cursor.TarOffset);
        var pipe = new SlicePipe(buffers.Slices);
        using var tarStage = new TarStage(plan, cursor, buffers.Geometry, clock, pipe);
        var end = await RunAsync(
            stop => LayOutAsync(tarStage, source, pipe, stop),
            stop => new BlockStage(cursor, buffers, pipe, sink).RunAsync(stop),
            cancellationToken);

        // After a failure slices may still be in work; then the buffers are left to the garbage collector.
        _idle = new WeakReference<SegmentBuffers>(buffers);
        return end;
    }

    /// <summary>Runs the first and the last stage until both have ended; the failure of one stops the other.</summary>
    private static async Task<ArchiveCursor> RunAsync(
        Func<CancellationToken, Task> layOut, Func<CancellationToken, Task<ArchiveCursor>> stage, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var laidOut = Task.Run(() => layOut(stop.Token), CancellationToken.None);
        var staged = Task.Run(() => stage(stop.Token), CancellationToken.None);
        if (!(await Task.WhenAny(laidOut, staged)).IsCompletedSuccessfully)
            await stop.CancelAsync();
        await Task.WhenAll(laidOut, staged);
        return await staged;
    }

    private static async Task LayOutAsync(TarStage stage, IArchiveSource source, SlicePipe pipe, CancellationToken cancellationToken)
    {
        try
        {
            await stage.RunAsync(source, cancellationToken);
        }
        finally
        {
            pipe.Complete();
        }
    }

    private SegmentBuffers TakeBuffers(ArchiveGeometry geometry)
    {
        var idle = Interlocked.Exchange(ref _idle, null);
        if (idle is not null && idle.TryGetTarget(out var buffers) && buffers.Geometry == geometry)
            return buffers;
        return new SegmentBuffers(geometry);
    }
}
