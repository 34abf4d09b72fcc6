using System.Diagnostics;
using System.Globalization;

namespace Exports.Benchmarks.Archives;

/// <summary>What everybody does without this product: <c>tar</c> piped into a compressor.</summary>
internal static class ShellPipeline
{
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <param name="compressor">Program and options, for instance <c>gzip -6</c>.</param>
    /// <param name="folder">What is archived.</param>
    /// <param name="archive">The file that is written.</param>
    public static ArchiveMeasurement Run(string compressor, string folder, string archive)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", $"tar cf - -C \"$1\" . | {compressor} > \"$2\" && times", "sh", folder, archive },
            RedirectStandardOutput = true,
        };
        var watch = Stopwatch.StartNew();
        using var shell = Process.Start(start)!;
        var times = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        var elapsed = watch.Elapsed;
        if (shell.ExitCode != 0)
            throw new InvalidOperationException($"tar with {compressor} ended with exit code {shell.ExitCode}.");
        return new ArchiveMeasurement(elapsed, ProcessorTime(times), new FileInfo(archive).Length);
    }

    /// <summary>The last line of the shell's <c>times</c> is user and system time of its children: <c>1m2.345s 0m1.000s</c>.</summary>
    private static TimeSpan ProcessorTime(string times)
    {
        var children = times.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return children.Aggregate(TimeSpan.Zero, static (sum, time) => sum + MinutesAndSeconds(time));
    }

    private static TimeSpan MinutesAndSeconds(string time)
    {
        var parts = time.TrimEnd('s').Split('m');
        return TimeSpan.FromSeconds(60 * double.Parse(parts[0], CultureInfo.InvariantCulture) + double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
