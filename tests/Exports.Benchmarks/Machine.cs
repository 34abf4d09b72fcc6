using System.Globalization;
using System.Runtime.InteropServices;

namespace Exports.Benchmarks;

/// <summary>The machine a measurement was made on, as far as numbers depend on it, and what processes take of it.</summary>
internal static class Machine
{
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GiB of memory, "
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");

    /// <summary>Forgets the peak memory so far of a process; null means this one. Linux only, elsewhere nothing happens.</summary>
    public static void ResetPeakMemory(int? process = null)
    {
        if (process is null)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
            File.WriteAllText($"/proc/{Name(process)}/clear_refs", "5");
    }

    /// <summary>The peak resident memory (VmHWM) in bytes of a process; null where the system does not tell.</summary>
    public static long? PeakMemory(int? process = null)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var line = File.ReadLines($"/proc/{Name(process)}/status")
            .First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static string Name(int? process) => process?.ToString(CultureInfo.InvariantCulture) ?? "self";
}
