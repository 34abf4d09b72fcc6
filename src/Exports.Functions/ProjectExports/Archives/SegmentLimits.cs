namespace Exports.Functions.ProjectExports.Archives;

/// <summary>A segment ends at the first block boundary where either limit is reached; it always has at least one block.</summary>
/// <param name="TarBytes">Uncompressed bytes of the tar stream.</param>
/// <param name="Duration">Time since the segment began.</param>
internal sealed record SegmentLimits(long TarBytes, TimeSpan Duration)
{
    /// <summary>The whole rest of the archive.</summary>
    public static readonly SegmentLimits None = new(long.MaxValue, TimeSpan.MaxValue);
}
