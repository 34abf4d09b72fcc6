using System.Diagnostics;
using System.Text;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Archives.Verification;

namespace Exports.Benchmarks.Archives;

/// <summary>The product's archive writer alone, from a folder into a file.</summary>
internal sealed class WriterRun(FolderArchiveSource source, string archive)
{
    private readonly ArchivePlan _plan = new(Encoding.UTF8.GetBytes("""{"path":"benchmarks/tree"}"""), source.Summary);

    public async Task<ArchiveMeasurement> RunAsync(CancellationToken cancellationToken)
    {
        Machine.ResetPeakMemory();
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        ArchiveCursor end;
        await using (var sink = new FileArchiveSink(archive))
        {
            end = await new ArchiveSegmentWriter(TimeProvider.System)
                .WriteAsync(_plan, ArchiveCursor.Start, source, sink, SegmentLimits.None, cancellationToken);
        }

        var measurement = new ArchiveMeasurement(watch.Elapsed, Environment.CpuUsage.TotalTime - processor, end.BytesWritten, Machine.PeakMemory());
        await using var written = File.OpenRead(archive);
        var contents = await ArchiveVerifier.VerifyAsync(written, cancellationToken: cancellationToken);
        if (contents.Manifest != source.Summary || contents.Sha256 != end.Sha256)
            throw new InvalidOperationException("The archive that was written is not the tree.");
        return measurement;
    }
}
