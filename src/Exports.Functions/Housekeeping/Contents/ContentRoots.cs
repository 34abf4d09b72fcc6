using System.Runtime.CompilerServices;
using Exports.Functions.Projects.Templates;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Housekeeping.Contents;

/// <summary>
/// Everything that names a manifest, in the order that the collection relies on (docs/storage.md): projects, then exports, then the
/// manifests that were renewed lately, because a project that moves on renews the one it leaves.
/// </summary>
internal sealed class ContentRoots(
    ProjectTable projects,
    ProjectExportIndexTable activeExports,
    ProjectExportTable exports,
    ITemplateSource templates,
    TemplatePublisher publisher,
    ManifestContainer manifests)
{
    /// <param name="cutoff">Manifests renewed since then are roots whoever names them.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<ContentRoot> ReadAsync(
        DateTimeOffset cutoff, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var project in projects.ScanAsync(after: null, answerSize: null, cancellationToken))
        {
            if (project.DeletedAt is null)
                yield return new(project.ManifestHash, cancellation => IsCurrentAsync(project, cancellation));
        }

        await foreach (var active in activeExports.ActiveAsync(cancellationToken))
        {
            if (await PinnedByAsync(active, cancellationToken) is { } pinned)
                yield return new(pinned, async cancellation => await PinnedByAsync(active, cancellation) == pinned);
        }

        foreach (var template in templates.Templates)
        {
            var tree = await publisher.PublishAsync(template.Name, cancellationToken);
            yield return new(tree.Sha256, _ => Task.FromResult(true));
        }

        await foreach (var manifest in manifests.Blobs.ListAsync(cancellationToken))
        {
            if (manifest.LastModified >= cutoff)
                yield return new(manifest.Name, _ => Task.FromResult(true));
        }
    }

    private async Task<bool> IsCurrentAsync(ProjectRow project, CancellationToken cancellationToken) =>
        (await projects.GetAsync(project.Id, cancellationToken))?.ManifestHash == project.ManifestHash;

    private async Task<string?> PinnedByAsync(ActiveProjectExport active, CancellationToken cancellationToken) =>
        await exports.FindJobAsync(active.ProjectId, active.JobId, cancellationToken) is { IsActive: true, Pinned: { } pinned }
            ? pinned.Manifest.Sha256
            : null;
}
