namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>What an archive of unknown origin may cost its reader.</summary>
/// <param name="MaxFiles">Files in the manifest.</param>
/// <param name="MaxTotalBytes">Sum of the files' lengths.</param>
/// <param name="MaxExpansion">Uncompressed bytes per compressed byte, judged once 16 MiB have come out.</param>
internal sealed record ArchiveLimits(long MaxFiles, long MaxTotalBytes, int MaxExpansion)
{
    public static readonly ArchiveLimits None = new(long.MaxValue, long.MaxValue, int.MaxValue);
}
