using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects.Imports;

/// <summary>Removes what imports stage, unless one is under way that needs it. May run late, twice, and beside others.</summary>
internal sealed class ImportCleaner(ImportLedger ledger, ProjectImportIndexTable index, ImportContainer uploads)
{
    /// <summary>After an import has ended: its archive goes, and last of all its row in the index.</summary>
    public async Task CloseAsync(ImportKey key, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(key, cancellationToken) is { IsActive: true })
            return;

        await RemoveAsync(key.ImportId, cancellationToken);
    }

    /// <summary>After a request that did not get through: as above, if no record came of it.</summary>
    public async Task DiscardAsync(string importId, CancellationToken cancellationToken)
    {
        if (await index.FindAsync(importId, cancellationToken) is { ProjectId: { } projectId })
            await CloseAsync(new(projectId, importId), cancellationToken);
        else
            await RemoveAsync(importId, cancellationToken);
    }

    private async Task RemoveAsync(string importId, CancellationToken cancellationToken)
    {
        await uploads.RemoveAsync(importId, cancellationToken);
        await index.RemoveActiveAsync(importId, cancellationToken);
    }
}
