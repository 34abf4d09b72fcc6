using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Exports.Functions.Shared.RateLimits;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>ratelimits</c>: one partition per requester, one row per limit and shard of its subjects. A row speaks of one minute and is
/// replaced in place, so there are at most <see cref="Shards"/> of them for each requester and limit, and nothing to remove.
/// </summary>
internal sealed class RateLimitTable(TableServiceClient tables) : IStorageResource
{
    public const string Name = "ratelimits";

    /// <summary>Over so many rows the projects of one requester are spread, so that parallel downloads seldom meet.</summary>
    internal const int Shards = 16;

    private const string Window = "Window";
    private const string Uses = "Uses";

    private readonly TableClient _table = tables.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>The row that counts this request, or null. One point read.</summary>
    public async Task<RateLimitRow?> FindAsync(RateLimitCall call, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(PartitionKey(call), RowKey(call), cancellationToken) is not { } row)
            return null;

        var uses = JsonSerializer.Deserialize<Dictionary<long, RateLimitUse>>(row.GetString(Uses))!;
        return new(new(row.GetDateTimeOffset(Window)!.Value), uses.ToImmutableDictionary(), row.ETag);
    }

    /// <summary>Inserts or replaces the row under the ETag it was decided on. One point write.</summary>
    /// <exception cref="Azure.RequestFailedException">409 or 412: somebody else was faster; anything else: perhaps written.</exception>
    public Task WriteAsync(RateLimitCall call, RateLimitRow row, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(PartitionKey(call), RowKey(call))
        {
            [Window] = row.Window.Start,
            [Uses] = JsonSerializer.Serialize(row.Uses),
        };
        return row.ETag is { } tag
            ? _table.UpdateEntityAsync(entity, tag, TableUpdateMode.Replace, cancellationToken)
            : _table.AddEntityAsync(entity, cancellationToken);
    }

    // A name may hold characters that no key may.
    private static string PartitionKey(RateLimitCall call) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call.Requester)));

    private static string RowKey(RateLimitCall call) => $"{call.Limit.Name}-{call.Subject % Shards:x}";
}
