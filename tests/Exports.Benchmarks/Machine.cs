using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Exports.Benchmarks;

/// <summary>The machine a measurement was made on, as far as numbers depend on it.</summary>
internal static class Machine
{
    private const string ResetPeak = "/proc/self/clear_refs";
    private const string Status = "/proc/self/status";

    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GiB of memory, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");

    /// <summary>Forgets the process's peak so far, where the system can (Linux).</summary>
    public static void ResetPeakMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (File.Exists(ResetPeak))
            File.WriteAllText(ResetPeak, "5");
    }

    /// <summary>The process's peak resident memory in bytes (Linux: VmHWM).</summary>
    public static long PeakMemory()
    {
        if (!File.Exists(Status))
            return Process.GetCurrentProcess().PeakWorkingSet64;
        var line = File.ReadLines(Status).First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }
}
