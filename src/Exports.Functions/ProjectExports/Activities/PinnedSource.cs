using Azure;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Storage.Blobs;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>What an archive is made of: the pinned manifest and the contents that it names.</summary>
internal sealed class PinnedSource(ContentContainer contents, ManifestContainer manifests, string manifestHash) : IArchiveSource
{
    /// <exception cref="ArchiveContentException">The manifest is not there.</exception>
    public Task<Stream> OpenManifestAsync(long offset, CancellationToken cancellationToken) =>
        OpenAsync(ArchiveFormat.ManifestName, manifestHash, () => manifests.OpenReadAsync(manifestHash, offset, cancellationToken));

    /// <exception cref="ArchiveContentException">The content is not there.</exception>
    public Task<Stream> OpenContentAsync(string sha256, long offset, long bytes, CancellationToken cancellationToken) =>
        OpenAsync(sha256, sha256, () => contents.OpenReadAsync(sha256, offset, bytes, cancellationToken));

    /// <summary>Blobs named by their hash never change, so one that is missing or ends before the offset (416) is so for good.</summary>
    private static async Task<Stream> OpenAsync(string name, string sha256, Func<Task<Stream>> open)
    {
        try
        {
            return await open();
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 416)
        {
            throw new ArchiveContentException(name, $"The stored content with the SHA-256 {sha256} is missing or too short.");
        }
    }
}
