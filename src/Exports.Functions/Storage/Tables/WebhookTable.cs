using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// The webhooks of a project and its outbox: rows of table <c>projectexportjobs</c>, because a state change and its event are one
/// transaction. It decides nothing: a refused condition rises as <see cref="RequestFailedException"/>.
/// </summary>
internal sealed class WebhookTable(TableServiceClient service)
{
    private readonly TableClient _table = service.GetTableClient(ProjectExportTable.Name);

    /// <summary>One point read. Empty, with the default ETag, when the project never had a webhook.</summary>
    public async Task<WebhookSubscriptions> GetSubscriptionsAsync(long projectId, CancellationToken cancellationToken) =>
        await GetAsync(projectId, WebhookKeys.Subscriptions, cancellationToken) is { } entity
            ? WebhookRows.ToSubscriptions(entity)
            : new(projectId, [], default);

    public async Task<Webhook?> FindAsync(long projectId, string webhookId, CancellationToken cancellationToken) =>
        await GetAsync(projectId, WebhookKeys.Webhook(webhookId), cancellationToken) is { } entity ? WebhookRows.ToWebhook(entity) : null;

    /// <summary>Every webhook of the project, oldest first.</summary>
    public async Task<List<Webhook>> ListAsync(long projectId, CancellationToken cancellationToken)
    {
        var found = new List<Webhook>();
        await foreach (var entity in RangeAsync(projectId, WebhookKeys.Webhooks, cancellationToken))
            found.Add(WebhookRows.ToWebhook(entity));
        return found;
    }

    /// <summary>One transaction: the new list of subscriptions and the new webhook.</summary>
    public Task AddAsync(WebhookSubscriptions next, Webhook webhook, CancellationToken cancellationToken)
    {
        var add = new TableTransactionAction(TableTransactionActionType.Add, WebhookRows.ToEntity(webhook));
        return _table.SubmitTransactionAsync([ListAction(next), add], cancellationToken);
    }

    /// <summary>One transaction: the new list of subscriptions and the changed webhook, under the ETag it was read with.</summary>
    public Task UpdateAsync(WebhookSubscriptions next, Webhook webhook, CancellationToken cancellationToken)
    {
        var update = new TableTransactionAction(TableTransactionActionType.UpdateReplace, WebhookRows.ToEntity(webhook), webhook.ETag);
        return _table.SubmitTransactionAsync([ListAction(next), update], cancellationToken);
    }

    /// <summary>One transaction: the new list of subscriptions, and these webhooks go.</summary>
    public Task RemoveAsync(WebhookSubscriptions next, IEnumerable<Webhook> webhooks, CancellationToken cancellationToken)
    {
        var removals = webhooks.Select(webhook =>
            new TableTransactionAction(TableTransactionActionType.Delete, WebhookRows.ToEntity(webhook), webhook.ETag));
        return _table.SubmitTransactionAsync([ListAction(next), .. removals], cancellationToken);
    }

    /// <summary>What is left in the outbox, of one job or of the whole project, in the order of the changes of each job.</summary>
    public async IAsyncEnumerable<WebhookEvent> EventsAsync(
        long projectId, string? jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var range = jobId is null ? WebhookKeys.Events : WebhookKeys.EventsOf(jobId);
        await foreach (var entity in RangeAsync(projectId, range, cancellationToken))
            yield return WebhookRows.ToEvent(entity);
    }

    /// <summary>Takes an event out of the outbox; one that is gone already is fine.</summary>
    public Task RemoveEventAsync(WebhookEvent change, CancellationToken cancellationToken) => StorageDecision.RepeatAsync(() =>
        _table.DeleteEntityAsync(
            ProjectExportKeys.Partition(change.ProjectId), WebhookKeys.Event(change.JobId, change.Sequence), ETag.All, cancellationToken));

    private static TableTransactionAction ListAction(WebhookSubscriptions next)
    {
        var entity = WebhookRows.ToEntity(next);
        if (next.ETag == default)
            return new(TableTransactionActionType.Add, entity);
        // Nobody left to tell: nothing stays behind, neither of the webhooks nor of a project that is deleted.
        var kind = next.Items.Count == 0 ? TableTransactionActionType.Delete : TableTransactionActionType.UpdateReplace;
        return new(kind, entity, next.ETag);
    }

    private Task<TableEntity?> GetAsync(long projectId, string rowKey, CancellationToken cancellationToken) =>
        _table.FindAsync(ProjectExportKeys.Partition(projectId), rowKey, cancellationToken);

    private AsyncPageable<TableEntity> RangeAsync(long projectId, (string From, string Before) range, CancellationToken cancellationToken)
    {
        var partition = ProjectExportKeys.Partition(projectId);
        var filter = $"PartitionKey eq '{partition}' and RowKey ge '{range.From}' and RowKey lt '{range.Before}'";
        return _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
    }
}
