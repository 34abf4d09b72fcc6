#nullable disable

using Azure.Data.Tables.Models;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Tables;

namespace Azure.Data.Tables;

/// <summary>The account's tables.</summary>
public class TableServiceClient
{
    private readonly TableStore _store;

    internal TableServiceClient(TableStore store) => _store = store;

    /// <summary>For mocking.</summary>
    protected TableServiceClient()
    {
    }

    /// <summary>A client for a table, which need not exist yet.</summary>
    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new TableClient(_store, tableName);
    }

    /// <summary>Creates a table, or leaves it alone where it exists.</summary>
    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        cancellationToken.ThrowIfCancellationRequested();
        var created = await _store.CreateTableIfNotExistsAsync(tableName);
        return Response.FromValue(new TableItem(tableName), StoreResponse.Of(created ? 201 : 409));
    }
}
