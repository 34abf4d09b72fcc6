using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Storage.Blobs;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>What an archive is made of: the pinned manifest and the contents that it names.</summary>
internal sealed class PinnedSource(ContentContainer contents, ManifestContainer manifests, string manifestHash) : IArchiveSource
{
    public Task<Stream> OpenManifestAsync(long offset, CancellationToken cancellationToken) =>
        manifests.OpenReadAsync(manifestHash, offset, cancellationToken);

    public Task<Stream> OpenContentAsync(string sha256, long offset, long bytes, CancellationToken cancellationToken) =>
        contents.OpenReadAsync(sha256, offset, bytes, cancellationToken);
}
