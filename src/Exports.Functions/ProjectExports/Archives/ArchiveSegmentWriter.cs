using Exports.Functions.ProjectExports.Archives.Pipeline;

namespace Exports.Functions.ProjectExports.Archives;

/// <summary>
/// Writes a project's archive, one bounded segment per call. The bytes depend on the plan and the stored contents alone: not on limits,
/// cores, time, or where segments ended. Memory stays near 64 MiB whatever the size.
/// </summary>
internal sealed class ArchiveSegmentWriter(TimeProvider time)
{
    private readonly Func<ArchivePlan, ArchiveGeometry> _geometry = ArchiveGeometry.For;

    /// <summary>For tests, which need blocks small enough to have many.</summary>
    internal ArchiveSegmentWriter(TimeProvider time, ArchiveGeometry geometry)
        : this(time) => _geometry = _ => geometry;

    /// <summary>Writes from the cursor on until a limit is reached or the archive is whole, and returns where the next segment goes on.</summary>
    /// <exception cref="ArchiveContentException">A content's length or hash differs from the manifest.</exception>
    /// <exception cref="ArchiveTooLargeException">The project does not fit into one blob.</exception>
    public async Task<ArchiveCursor> WriteAsync(
        ArchivePlan plan, ArchiveCursor cursor, IArchiveSource source, IArchiveSink sink, SegmentLimits limits, CancellationToken cancellationToken)
    {
        if (cursor.IsComplete)
            return cursor;

        var geometry = _geometry(plan);
        var pipe = new SlicePipe(geometry.SliceBytes);
        using var tarStage = new TarStage(plan, cursor, geometry, new SegmentClock(time, limits, cursor.TarOffset), pipe);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var laidOut = Task.Run(() => LayOutAsync(tarStage, source, pipe, stop.Token), CancellationToken.None);
        var staged = Task.Run(() => new BlockStage(cursor, geometry, pipe, sink).RunAsync(stop.Token), CancellationToken.None);

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
}
