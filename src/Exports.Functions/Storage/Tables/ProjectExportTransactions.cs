using Azure;
using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>What table <c>projectexportjobs</c> writes together, as <c>docs/storage.md</c> says: all of it or nothing.</summary>
internal static class ProjectExportTransactions
{
    /// <summary>A queued job comes, with its key if it has one. A key with an ETag is replaced.</summary>
    public static List<TableTransactionAction> Add(ProjectExportJob job, ProjectExportIdempotencyKey? key, WebhookEvent? change)
    {
        var actions = new List<TableTransactionAction> { new(TableTransactionActionType.Add, ProjectExportJobRow.ToEntity(job)) };
        if (key is not null)
            actions.Add(Put(KeyEntity(job.ProjectId, key), key.ETag));
        return With(change, actions);
    }

    /// <summary>An active job's row is replaced under the ETag it was read with.</summary>
    public static List<TableTransactionAction> Update(ProjectExportJob job, WebhookEvent? change) =>
        With(change, [new(TableTransactionActionType.UpdateReplace, ProjectExportJobRow.ToEntity(job), job.ETag)]);

    /// <summary>The active row goes, the ended row comes, and with it the archive pointer, if there is one to publish.</summary>
    public static List<TableTransactionAction> End(ProjectExportJob ended, ProjectExportArchive? publish, WebhookEvent? change)
    {
        var active = new TableEntity(ProjectExportKeys.Partition(ended.ProjectId), ProjectExportKeys.Active(ended.JobId));
        var actions = new List<TableTransactionAction>
        {
            new(TableTransactionActionType.Delete, active, ended.ETag),
            new(TableTransactionActionType.Add, ProjectExportJobRow.ToEntity(ended)),
        };
        if (publish is not null)
            actions.Add(Put(ProjectExportArchiveRow.ToEntity(publish), publish.ETag));
        return With(change, actions);
    }

    /// <summary>An ended job's row goes, and with it the key that stands for it, both as they were read.</summary>
    public static List<TableTransactionAction> RemoveEnded(ProjectExportJob ended, ProjectExportIdempotencyKey? key)
    {
        var actions = new List<TableTransactionAction>
        {
            new(TableTransactionActionType.Delete, ProjectExportJobRow.ToEntity(ended), ended.ETag),
        };
        if (key is not null)
            actions.Add(new(TableTransactionActionType.Delete, KeyEntity(ended.ProjectId, key), key.ETag));
        return actions;
    }

    /// <summary>Without an ETag the row must not exist yet.</summary>
    private static TableTransactionAction Put(TableEntity entity, ETag etag) => etag == default
        ? new(TableTransactionActionType.Add, entity)
        : new(TableTransactionActionType.UpdateReplace, entity, etag);

    /// <summary>The event of the change, if somebody wants to hear of it, leaves with what it speaks of.</summary>
    private static List<TableTransactionAction> With(WebhookEvent? change, List<TableTransactionAction> actions)
    {
        if (change is not null)
            actions.Add(new(TableTransactionActionType.Add, WebhookRows.ToEntity(change)));
        return actions;
    }

    private static TableEntity KeyEntity(long projectId, ProjectExportIdempotencyKey key) =>
        new(ProjectExportKeys.Partition(projectId), ProjectExportKeys.Idempotency(key.KeyHash))
        {
            ["JobId"] = key.JobId,
            ["RequestHash"] = key.RequestHash,
        };
}
