namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>What an archive of unknown origin may cost its reader.</summary>
/// <param name="MaxFiles">Files in the manifest.</param>
/// <param name="MaxTotalBytes">Sum of the files' lengths.</param>
/// <param name="MaxExpansion">Uncompressed bytes per compressed byte, judged once 16 MiB have come out.</param>
/// <param name="MaxManifestBytes">Length of the manifest, which waits on the disk while the files are read.</param>
internal sealed record ArchiveLimits(long MaxFiles, long MaxTotalBytes, int MaxExpansion, long MaxManifestBytes)
{
    public static readonly ArchiveLimits None = new(long.MaxValue, long.MaxValue, int.MaxValue, long.MaxValue);
}
