using Exports.Benchmarks.Hosting;
using Exports.Benchmarks.Reporting;

namespace Exports.Benchmarks.Archives;

/// <summary>Makes one archive of one tree in several ways, in turn, so that a disturbance of the machine meets them all.</summary>
internal sealed class ArchiveBenchmark(string folder, TreeSize size, int rounds)
{
    private const int Seed = 20_260_101;
    private const double LeastSpeedUpOverGzip = 3;
    private const double MostSizeOverGzip = 1.03;
    private const long MostHostMemory = 300_000_000;

    private const string Gzip = "`tar \\| gzip -6`";
    private const string Pigz = "`tar \\| pigz -6`";
    private const string Writer = "archive writer alone";
    private const string Export = "whole export on the embedded host";

    private readonly Dictionary<string, ArchiveMeasurement> _best = [];

    public async Task<ReportSection> RunAsync(CancellationToken cancellationToken)
    {
        using var work = new WorkFolder(folder);
        var tree = work.Folder("tree");
        var input = TreeGenerator.Write(tree, size, Seed);
        var source = await FolderArchiveSource.ScanAsync(tree);
        using var host = await HostProcess.StartAsync(work.Folder("host"), cancellationToken);
        var export = new HostExportRun(host, source.Summary);
        await export.UploadAsync(tree, cancellationToken);

        for (var round = 0; round < rounds; round++)
        {
            Keep(Writer, await new WriterRun(source, work.File("writer.tar.gz")).RunAsync(cancellationToken));
            Keep(Export, await export.RunAsync(cancellationToken));
            Keep(Gzip, ShellPipeline.Run("gzip -6", tree, work.File("gzip.tar.gz")));
            if (ShellPipeline.Has("pigz"))
                Keep(Pigz, ShellPipeline.Run("pigz -6", tree, work.File("pigz.tar.gz")));
        }

        return new ReportSection(
            "Archive",
            $"A generated tree of {source.Summary.FileCount:N0} files, {Format.Megabytes(input)} MB, every second large file random bytes; "
            + $"best of {rounds}. Sizes of archives are relative to gzip's; memory is the peak resident size of the writing process.",
            ["", "seconds", "CPU seconds", "MB/s", "archive MB", "size", "peak MB"],
            [Row(Writer, input), Row(Export, input), Row(Gzip, input), Row(Pigz, input)],
            [.. Goals()]);
    }

    private void Keep(string name, ArchiveMeasurement measured)
    {
        var before = _best.GetValueOrDefault(name);
        var best = before is not null && before.Elapsed < measured.Elapsed ? before : measured;
        _best[name] = best with { PeakMemory = measured.PeakMemory is { } peak ? Math.Max(peak, before?.PeakMemory ?? 0) : null };
    }

    private string[] Row(string name, long input) => _best.TryGetValue(name, out var measured)
        ?
        [
            name,
            Format.Seconds(measured.Elapsed),
            Format.Seconds(measured.Processor),
            Format.Fixed(measured.MegabytesPerSecond(input), 0),
            Format.Megabytes(measured.Bytes),
            Format.Fixed((double)measured.Bytes / _best[Gzip].Bytes, 3),
            measured.PeakMemory is { } peak ? Format.Megabytes(peak) : "",
        ]
        : [name, "not installed", "", "", "", "", ""];

    private IEnumerable<Goal> Goals()
    {
        foreach (var name in new[] { Writer, Export })
        {
            var ours = _best[name];
            var speedUp = _best[Gzip].Elapsed / ours.Elapsed;
            yield return new($"{name}: at least {LeastSpeedUpOverGzip} × the speed of {Gzip}", Times(speedUp), speedUp >= LeastSpeedUpOverGzip);
            if (_best.TryGetValue(Pigz, out var pigz))
                yield return new($"{name}: faster than {Pigz}", Times(pigz.Elapsed / ours.Elapsed), ours.Elapsed < pigz.Elapsed);
        }

        var larger = (double)_best[Writer].Bytes / _best[Gzip].Bytes;
        yield return new("archive at most 3 % larger than gzip's", $"{Format.Fixed(100 * (larger - 1), 1)} %", larger <= MostSizeOverGzip);
        var peak = _best[Export].PeakMemory ?? 0;
        yield return new("host's memory below 300 MB", $"{Format.Megabytes(peak)} MB", peak < MostHostMemory);
    }

    private static string Times(double factor) => $"{Format.Fixed(factor, 1)} ×";
}
