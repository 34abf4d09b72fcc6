using Azure.Data.Tables;

namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>The account's tables; each write passes the operation that is under way.</summary>
internal sealed class WatchedTables(TableServiceClient tables) : TableServiceClient
{
    /// <summary>Null lets every write pass.</summary>
    public Operation? Current { get; set; }

    public override TableClient GetTableClient(string tableName) => new WatchedTable(tables.GetTableClient(tableName), this);

    public Task<T> WriteAsync<T>(IReadOnlyList<string> rowKeys, Func<Task<T>> write) => Current is { } operation ? operation.WriteAsync(rowKeys, write) : write();
}
