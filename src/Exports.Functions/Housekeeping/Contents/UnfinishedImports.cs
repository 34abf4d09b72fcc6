using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Housekeeping.Contents;

/// <summary>Imports store their contents over many activities and name them at the end.</summary>
internal sealed class UnfinishedImports(ProjectImportIndexTable imports) : IContentHold
{
    public async Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken)
    {
        // The index is in the order of their beginning, and a row leaves it after the project's row is there.
        await foreach (var import in imports.ActiveAsync(cancellationToken))
            return import.CreatedAt;
        return null;
    }
}
