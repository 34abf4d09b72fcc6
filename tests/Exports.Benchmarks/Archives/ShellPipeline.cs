using System.Diagnostics;

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
            ArgumentList = { "-c", $"tar cf - -C \"$1\" . | {compressor} > \"$2\"", "sh", folder, archive },
        };
        var watch = Stopwatch.StartNew();
        using var shell = Process.Start(start)!;
        shell.WaitForExit();
        var elapsed = watch.Elapsed;
        if (shell.ExitCode != 0)
            throw new InvalidOperationException($"tar with {compressor} ended with exit code {shell.ExitCode}.");
        return new ArchiveMeasurement(elapsed, new FileInfo(archive).Length);
    }
}
