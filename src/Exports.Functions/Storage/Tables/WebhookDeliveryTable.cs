using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Exports.Functions.Webhooks.Messages;

namespace Exports.Functions.Storage.Tables;

/// <summary>Table <c>webhookdeliveries</c>: a partition per webhook, newest delivery first.</summary>
internal sealed class WebhookDeliveryTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "webhookdeliveries";

    /// <summary>The most that one transaction takes.</summary>
    public const int MaxBatch = 100;

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public async Task<WebhookDelivery?> FindAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        var partition = WebhookKeys.Deliveries(key.ProjectId, key.WebhookId);
        var row = WebhookKeys.Delivery(key.DeliveryId);
        return await _table.FindAsync(partition, row, cancellationToken) is { } found ? WebhookDeliveryRow.FromEntity(found) : null;
    }

    /// <summary>Records a delivery unless it is recorded already; what is there stays.</summary>
    /// <returns>The delivery as it is recorded.</returns>
    public Task<WebhookDelivery> EnsureAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            if (await FindAsync(delivery.Key, cancellationToken) is { } recorded)
                return recorded;
            await _table.AddEntityAsync(WebhookDeliveryRow.ToEntity(delivery), cancellationToken);
            return delivery;
        });

    /// <summary>Replaces a delivery under the ETag it was read with.</summary>
    public Task UpdateAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        _table.UpdateEntityAsync(WebhookDeliveryRow.ToEntity(delivery), delivery.ETag, TableUpdateMode.Replace, cancellationToken);

    /// <summary>A webhook's deliveries, newest first, as far as the caller goes on.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="after">The id behind which to go on; null for all.</param>
    /// <param name="answerSize">Rows per call; null for as many as a call returns.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<WebhookDelivery> ListAsync(
        long projectId, string webhookId, string? after, int? answerSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = FilterBehind(projectId, webhookId, after);
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, answerSize, cancellationToken: cancellationToken))
            yield return WebhookDeliveryRow.FromEntity(entity);
    }

    /// <summary>The keys of a webhook's deliveries, newest first.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="olderThan">An id that begins with the moment before which deliveries are wanted; null for all of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<DeliveryKey> KeysAsync(
        long projectId, string webhookId, string? olderThan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = FilterBehind(projectId, webhookId, olderThan);
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, MaxBatch, ["PartitionKey", "RowKey"], cancellationToken))
            yield return new(projectId, webhookId, WebhookKeys.DeliveryId(entity.RowKey));
    }

    /// <summary>Removes deliveries of one webhook, at most <see cref="MaxBatch"/>; what is gone already is fine.</summary>
    public Task RemoveAsync(IReadOnlyList<DeliveryKey> keys, CancellationToken cancellationToken)
    {
        var present = keys;
        var isRepeated = false;
        return StorageDecision.RepeatAsync(async () =>
        {
            // One missing row refuses the whole transaction; which one it was is not worth asking before that happens.
            if (isRepeated)
                present = await PresentAsync(present, cancellationToken);
            isRepeated = true;
            if (present.Count > 0)
                await _table.SubmitTransactionAsync(present.Select(Removal), cancellationToken);
        });
    }

    private static TableTransactionAction Removal(DeliveryKey key)
    {
        var entity = new TableEntity(WebhookKeys.Deliveries(key.ProjectId, key.WebhookId), WebhookKeys.Delivery(key.DeliveryId));
        return new(TableTransactionActionType.Delete, entity, ETag.All);
    }

    private async Task<IReadOnlyList<DeliveryKey>> PresentAsync(IEnumerable<DeliveryKey> keys, CancellationToken cancellationToken)
    {
        var present = new List<DeliveryKey>();
        foreach (var key in keys)
        {
            if (await FindAsync(key, cancellationToken) is not null)
                present.Add(key);
        }

        return present;
    }

    private static string FilterBehind(long projectId, string webhookId, string? id)
    {
        var filter = $"PartitionKey eq '{WebhookKeys.Deliveries(projectId, webhookId)}'";
        return id is null ? filter : $"{filter} and RowKey gt '{WebhookKeys.Delivery(id)}'";
    }
}
