using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>webhookindex</c>: every webhook over all projects. A row is written before its webhook and removed after the webhook's last
/// delivery.
/// </summary>
internal sealed class WebhookIndexTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "webhookindex";

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Enters a webhook, or moves the time of its entry.</summary>
    public Task PutAsync(WebhookIndexEntry entry, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(WebhookKeys.IndexPartition(entry.WebhookId), WebhookKeys.IndexRow(entry.ProjectId, entry.WebhookId))
        {
            ["ProjectId"] = entry.ProjectId,
            ["WebhookId"] = entry.WebhookId,
            ["ChangedAt"] = entry.ChangedAt,
        };
        return StorageDecision.RepeatAsync(() => _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken));
    }

    /// <summary>Removes an entry; one that is gone already is fine.</summary>
    public Task RemoveAsync(WebhookIndexEntry entry, CancellationToken cancellationToken) => StorageDecision.RepeatAsync(() =>
        _table.DeleteEntityAsync(
            WebhookKeys.IndexPartition(entry.WebhookId),
            WebhookKeys.IndexRow(entry.ProjectId, entry.WebhookId),
            cancellationToken: cancellationToken));

    /// <summary>Every entry over all projects, shard by shard.</summary>
    public async IAsyncEnumerable<WebhookIndexEntry> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var partition in WebhookKeys.IndexPartitions)
        {
            var filter = $"PartitionKey eq '{partition}'";
            await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                yield return new(
                    entity.GetInt64("ProjectId")!.Value, entity.GetString("WebhookId"), entity.GetDateTimeOffset("ChangedAt")!.Value);
            }
        }
    }
}
