using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects.Imports;

/// <summary>Ends the import under a project id because the project is being deleted.</summary>
internal sealed class ImportCanceller(ProjectImportTable table, ImportEnder ender, ImportCleaner cleaner)
{
    /// <returns>The id of the import that was under way; null when none was.</returns>
    public async Task<string?> TryCancelAsync(long projectId, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(projectId, cancellationToken) is not { IsActive: true } import)
            return null;

        await ender.EndAsync(
            new(new(projectId, import.ImportId), "The project was deleted while it was being imported."), cancellationToken);
        await cleaner.CloseAsync(new(projectId, import.ImportId), cancellationToken);
        return import.ImportId;
    }
}
