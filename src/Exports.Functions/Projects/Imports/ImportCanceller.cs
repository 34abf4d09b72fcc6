using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects.Imports;

/// <summary>Ends the import under a project id because the project is being deleted.</summary>
internal sealed class ImportCanceller(ProjectImportTable table, ImportEnder ender, ImportCleaner cleaner)
{
    /// <returns>Whether an import was under way.</returns>
    public async Task<bool> TryCancelAsync(long projectId, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(projectId, cancellationToken) is not { IsActive: true } import)
            return false;

        await ender.EndAsync(
            new(new(projectId, import.ImportId), "The project was deleted while it was being imported."), cancellationToken);
        await cleaner.CloseAsync(new(projectId, import.ImportId), cancellationToken);
        return true;
    }
}
