using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>Table <c>projectids</c>: one counter row, from which blocks of ids are taken under If-Match.</summary>
internal sealed class ProjectIdTable(TableServiceClient tables) : IStorageResource
{
    public const string Name = "projectids";

    private const string PartitionKey = "projects";
    private const string RowKey = "next";
    private const string Next = "Next";

    private readonly TableClient _table = tables.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>
    /// Takes <paramref name="count"/> ids and returns the first, or null when somebody else was faster or the outcome is uncertain.
    /// </summary>
    /// <remarks>An uncertain outcome is given up: a gap in the ids costs nothing, an id given twice would.</remarks>
    public async Task<long?> TryTakeAsync(int count, CancellationToken cancellationToken)
    {
        var counter = await _table.FindAsync(PartitionKey, RowKey, cancellationToken);
        var first = counter?.GetInt64(Next)!.Value ?? 1;
        var advanced = new TableEntity(PartitionKey, RowKey) { [Next] = first + count };
        try
        {
            await (counter is null
                ? _table.AddEntityAsync(advanced, cancellationToken)
                : _table.UpdateEntityAsync(advanced, counter.ETag, TableUpdateMode.Replace, cancellationToken));
            return first;
        }
        catch (Exception exception) when (StorageErrors.IsRefused(exception) || StorageErrors.IsUncertain(exception))
        {
            return null;
        }
    }
}
