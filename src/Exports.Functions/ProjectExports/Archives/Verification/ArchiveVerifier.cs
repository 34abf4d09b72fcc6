using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>
/// Reads an archive once, from any stream, and vouches that it is whole: a known version, a legal manifest, exactly the files that it
/// names with their lengths, hashes and modes, and nothing behind them. Memory stays flat; a large manifest waits in a temporary file.
/// </summary>
internal static class ArchiveVerifier
{
    /// <param name="archive">Read to its end and left open.</param>
    /// <param name="limits">None for archives of our own making.</param>
    /// <param name="onFile">Receives each file's content on the way.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InvalidArchiveException">The first defect.</exception>
    public static async Task<ArchiveContents> VerifyAsync(
        Stream archive, ArchiveLimits? limits = null, ArchiveFileReader? onFile = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var tar = new ArchiveTar(archive, (limits ?? ArchiveLimits.None).MaxExpansion);
            return await new ArchiveVerification(tar, limits ?? ArchiveLimits.None, onFile).RunAsync(cancellationToken);
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidArchiveException(ArchiveDefect.Truncated, "The archive ends too early.", cut);
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidArchiveException(ArchiveDefect.Corrupt, "The archive is damaged, or not a .tar.gz file.", damage);
        }
        catch (InvalidManifestException fault)
        {
            throw new InvalidArchiveException(
                ArchiveDefect.InvalidManifest, $"The archive's manifest is not valid: {fault.Message}", fault);
        }
    }
}
