namespace Exports.Functions.ProjectExports.Archives;

/// <summary>Where the tar stream is cut. Part of the format: other cuts give other bytes.</summary>
/// <param name="SliceBytes">Tar bytes that are compressed as one piece of work; gzip members never cross a slice's end.</param>
/// <param name="BlockBytes">Tar bytes per staged block, a multiple of <paramref name="SliceBytes"/>.</param>
internal sealed record ArchiveGeometry(int SliceBytes, int BlockBytes)
{
    /// <summary>Azure's limit for the blocks of one blob.</summary>
    public const int MaxBlocks = 50_000;

    private const int UsualBlockBytes = 8 << 20;
    private const int LargestBlockBytes = 64 << 20;

    /// <summary>More than header, extended header and padding of a file take, apart from the path's own bytes.</summary>
    private const long MaxBytesAroundFile = 5 * 512;

    /// <summary>1 MiB slices in 8 MiB blocks, doubled while the archive would need more blocks than a blob can have.</summary>
    /// <exception cref="ArchiveTooLargeException">Even the largest blocks would be too many.</exception>
    public static ArchiveGeometry For(ArchivePlan plan)
    {
        var bound = LargestTar(plan);
        var block = UsualBlockBytes;
        while (bound / block >= MaxBlocks)
        {
            block *= 2;
            if (block > LargestBlockBytes)
                throw new ArchiveTooLargeException(plan.Manifest.TotalBytes);
        }

        return new ArchiveGeometry(1 << 20, block);
    }

    /// <summary>An upper bound that needs no look at the single files: their paths together are shorter than the manifest.</summary>
    private static long LargestTar(ArchivePlan plan) => checked(
        plan.Manifest.TotalBytes + 2 * plan.Manifest.Bytes + plan.ProjectJson.Length + (plan.Manifest.FileCount + 8) * MaxBytesAroundFile);
}
