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
        Stream archive, ArchiveLimits? limits = null, ArchiveFileReader? onFile = null, CancellationToken cancellationToken = default) =>
        (await VerifySegmentAsync(archive, limits ?? ArchiveLimits.None, ArchiveSegment.Whole, onFile, cancellationToken)).Contents!;

    /// <summary>
    /// As <see cref="VerifyAsync"/>, for a part of the files. What earlier parts have seen is read again, but not hashed.
    /// </summary>
    /// <exception cref="InvalidArchiveException">The first defect.</exception>
    public static Task<ArchiveSegmentEnd> VerifySegmentAsync(
        Stream archive, ArchiveLimits limits, ArchiveSegment segment, ArchiveFileReader? onFile, CancellationToken cancellationToken) =>
        ReadAsync(archive, limits.MaxExpansion, tar => new ArchiveVerification(tar, limits, onFile).RunAsync(segment, cancellationToken));

    /// <summary>Hands what stands before the files of an archive that has been verified to a reader.</summary>
    public static Task<T> ReadPreambleAsync<T>(Stream archive, Func<ArchivePreamble, Task<T>> read, CancellationToken cancellationToken) =>
        ReadAsync(archive, ArchiveLimits.None.MaxExpansion, async tar =>
        {
            await using var preamble = await ArchivePreamble.ReadAsync(tar, ArchiveLimits.None, cancellationToken);
            return await read(preamble);
        });

    private static async Task<T> ReadAsync<T>(Stream archive, int maxExpansion, Func<ArchiveTar, Task<T>> read)
    {
        await using var tar = new ArchiveTar(archive, maxExpansion);
        try
        {
            return await read(tar);
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidArchiveException(ArchiveDefect.Truncated, "The archive ends too early.", cut);
        }
        catch (InvalidDataException damage)
        {
            throw tar.Explain(damage);
        }
        catch (InvalidManifestException fault)
        {
            throw new InvalidArchiveException(
                ArchiveDefect.InvalidManifest, $"The archive's manifest is not valid: {fault.Message}", fault);
        }
    }
}
