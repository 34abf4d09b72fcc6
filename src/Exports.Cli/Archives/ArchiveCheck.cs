using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.Projects.Manifests;

namespace Exports.Cli.Archives;

/// <summary>Reads the downloaded archive again from the disk and compares it with what the folder held.</summary>
internal static class ArchiveCheck
{
    /// <param name="archive">The downloaded file, read from its start.</param>
    /// <param name="hashes">SHA-256 of every file by path, as the folder's files were read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CommandException">The archive is damaged, or is not the folder that was sent.</exception>
    public static async Task VerifyAsync(Stream archive, IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken)
    {
        archive.Position = 0;
        var files = 0;
        try
        {
            await ArchiveVerifier.VerifyAsync(archive, onFile: Compare, cancellationToken: cancellationToken);
        }
        catch (InvalidArchiveException exception)
        {
            throw Failed(exception.Message, exception);
        }

        if (files != hashes.Count)
        {
            throw Failed($"the archive holds {files} files, the folder {hashes.Count}");
        }

        // The verifier holds the content to the manifest; here the manifest is held to the folder.
        Task Compare(ManifestEntry file, Stream content, CancellationToken stopping)
        {
            files++;
            return hashes.TryGetValue(file.Path, out var hash) && hash == file.Sha256
                ? Task.CompletedTask
                : throw Failed($"{file.Path}: the archive's file is not the folder's");
        }
    }

    private static CommandException Failed(string message, Exception? cause = null) =>
        new(ExitCode.VerificationFailed, $"the archive is not what it must be: {message}", cause);
}
