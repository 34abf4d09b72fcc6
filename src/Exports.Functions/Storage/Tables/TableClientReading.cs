using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>Reads of one row that may be missing.</summary>
internal static class TableClientReading
{
    /// <summary>The row, or null when there is none. One point read.</summary>
    public static async Task<TableEntity?> FindAsync(
        this TableClient table, string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
