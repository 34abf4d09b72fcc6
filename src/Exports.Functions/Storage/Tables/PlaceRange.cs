namespace Exports.Functions.Storage.Tables;

/// <summary>A key range of table <c>registryplaces</c>.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="From">The first key, or what sorts before it; null for the partition's beginning.</param>
/// <param name="Before">What sorts behind the last key; null for the partition's end.</param>
/// <param name="After">The last key of the page before; null for the first page.</param>
internal sealed record PlaceRange(string Partition, string? From = null, string? Before = null, string? After = null)
{
    public string ToFilter()
    {
        var filter = $"PartitionKey eq '{Partition}'";
        if (After is not null)
            filter += $" and RowKey gt '{After}'";
        else if (From is not null)
            filter += $" and RowKey ge '{From}'";
        return Before is null ? filter : $"{filter} and RowKey lt '{Before}'";
    }
}
