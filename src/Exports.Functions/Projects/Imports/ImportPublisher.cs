using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Projects.Imports;

/// <summary>
/// Carries an import past its point of no return to its end: one insertion of the project's row, or one conditional update of it.
/// The row notes the import, so it happens once, whoever repeats it.
/// </summary>
internal sealed class ImportPublisher(
    ProjectTable projects, ManifestContainer manifests, ImportLedger ledger, TimeProvider time, ILogger<ImportPublisher> logger)
{
    private const int MaxRounds = 100;

    /// <summary>Does nothing where the import is not publishing.</summary>
    public async Task PublishAsync(ImportKey key, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            // Project first: if it is still as read here when it is written, the record was the latest one in between.
            var project = await projects.FindAsync(key.ProjectId, cancellationToken);
            if (await ledger.FindAsync(key, cancellationToken) is not { State: ImportState.Publishing } import)
                return;

            var refusal = import.Overwrites
                ? await TryOverwriteAsync(project, import, cancellationToken)
                : await TryInsertAsync(import, cancellationToken);
            if (refusal is { IsLost: true })
                continue;

            await EndAsync(key, refusal?.Sentence, cancellationToken);
            return;
        }

        throw new InvalidOperationException("The project is being changed by too many others.");
    }

    private async Task<PublishRefusal?> TryInsertAsync(ProjectImport import, CancellationToken cancellationToken) =>
        await projects.TryInsertAsync(ImportedProject.Create(import, time.GetUtcNow()), cancellationToken)
            ? null
            : new($"The path '{import.Path}' has been taken by another project.");

    private async Task<PublishRefusal?> TryOverwriteAsync(ProjectRow? project, ProjectImport import, CancellationToken cancellationToken)
    {
        if (project is null or { DeletedAt: not null })
            return new("The project that was to be overwritten has been deleted.");
        if (project.ImportId == import.ImportId)
            return null;

        // Whoever has read the row a moment ago still needs what the tree of before names.
        await manifests.RenewAsync(project.ManifestHash, cancellationToken);
        try
        {
            var overwritten = ImportedProject.Overwrite(project, import, time.GetUtcNow());
            return await projects.TryUpdateAsync(overwritten, cancellationToken) ? null : PublishRefusal.Lost;
        }
        catch (Exception exception) when (StorageErrors.IsUncertain(exception))
        {
            return PublishRefusal.Lost;
        }
    }

    private async Task EndAsync(ImportKey key, string? refusal, CancellationToken cancellationToken)
    {
        if (refusal is not null)
        {
            await ledger.RefuseAsync(new(key, refusal), cancellationToken);
            return;
        }

        if (await ledger.FinishAsync(key, cancellationToken) is { } finished)
            logger.ProjectImported(key.ProjectId, finished.Path, finished.Tree!.Manifest.FileCount);
    }
}
