using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.Projects.Commits;
using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>The work of <c>PrepareImportedTree</c>: stores the manifest and takes the import past its point of no return.</summary>
internal sealed class TreePreparation(
    ImportContainer uploads, ManifestContainer manifests, ImportLedger ledger, IOptions<ProjectOptions> options)
{
    /// <returns>Whether the import may be published.</returns>
    public async Task<bool> RunAsync(ImportKey key, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(key, cancellationToken) is not { IsActive: true } import)
            return false;
        if (import.State is ImportState.Publishing)
            return true;

        // Gone only if somebody ended the import meanwhile, and then the record refuses.
        await using var archive = await uploads.OpenReadAsync(key.ImportId, cancellationToken);
        if (archive is null)
            return false;
        var tree = await ArchiveVerifier.ReadPreambleAsync(archive, preamble => StoreAsync(preamble, cancellationToken), cancellationToken);
        return await ledger.PublishAsync(key, tree, cancellationToken) is not null;
    }

    private async Task<ImportedTree> StoreAsync(ArchivePreamble preamble, CancellationToken cancellationToken)
    {
        var project = ArchivedProject.Parse(preamble.ProjectJson);
        var manifest = await StoreManifestAsync(preamble.Manifest, cancellationToken);
        return new ImportedTree(manifest, project.Name, project.Description, project.CreatedAt);
    }

    /// <summary>
    /// Writes the manifest anew, because an archive from elsewhere may spell it differently, and equal trees have equal hashes.
    /// </summary>
    private async Task<ManifestSummary> StoreManifestAsync(ManifestSpool spool, CancellationToken cancellationToken)
    {
        await using var output = Spool.Create(spool.Bytes, options.Value.ContentBufferBytes);
        using var writer = new ManifestWriter(output);
        await foreach (var entry in ManifestReader.ReadAsync(spool.Rewound(), cancellationToken))
            await writer.WriteAsync(entry, cancellationToken);
        var summary = await writer.CompleteAsync(cancellationToken);
        await manifests.PutAsync(summary.Sha256, output, cancellationToken);
        return summary;
    }
}
