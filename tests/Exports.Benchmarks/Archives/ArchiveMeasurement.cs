namespace Exports.Benchmarks.Archives;

/// <summary>One way to make an archive, measured.</summary>
/// <param name="Elapsed">The best round.</param>
/// <param name="Processor">Processor time over all cores, user and system: what a busy machine changes least.</param>
/// <param name="Bytes">The archive's length.</param>
/// <param name="PeakMemory">Peak resident memory of the process in bytes, where it was measured.</param>
internal sealed record ArchiveMeasurement(TimeSpan Elapsed, TimeSpan Processor, long Bytes, long? PeakMemory = null)
{
    public double MegabytesPerSecond(long input) => input / 1e6 / Elapsed.TotalSeconds;
}
