using Exports.Functions.Projects.Manifests;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects;

/// <summary>Reads a project's current tree. Costs one pass over the manifest, up to what is looked for; memory holds one entry.</summary>
internal sealed class ProjectTree(ManifestContainer manifests, ContentContainer contents)
{
    /// <summary>The file's entry, or null.</summary>
    public async Task<ManifestEntry?> FindAsync(ProjectRow project, string path, CancellationToken cancellationToken)
    {
        await using var manifest = await manifests.OpenReadAsync(project.ManifestHash, 0, cancellationToken);
        await foreach (var entry in ManifestReader.ReadAsync(manifest, cancellationToken))
        {
            if (ManifestPathComparer.Instance.Compare(entry.Path, path) >= 0)
            {
                return entry.Path == path ? entry : null;
            }
        }

        return null;
    }

    public Task<Stream> OpenAsync(ManifestEntry entry, CancellationToken cancellationToken) =>
        contents.OpenReadAsync(entry.Sha256, 0, entry.Bytes, cancellationToken);
}
