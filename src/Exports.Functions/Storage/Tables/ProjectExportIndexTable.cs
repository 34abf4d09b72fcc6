using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>activeexports</c>: over all projects the active jobs, the archives that will expire, and the ended jobs by the day on which
/// their records may go. A row is written before what it leads to and removed after; adding and removing may be repeated.
/// </summary>
internal sealed class ProjectExportIndexTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "activeexports";

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public Task AddAsync(ActiveProjectExport job, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(ProjectExportKeys.JobIndexPartition(job.JobId), job.JobId)
        {
            ["ProjectId"] = job.ProjectId,
            ["EnqueuedAt"] = job.EnqueuedAt,
        };
        return StorageDecision.RepeatAsync(() => _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken));
    }

    public Task AddAsync(ProjectExportExpiry expiry, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(ProjectExportKeys.ArchiveIndex, ProjectExportKeys.ArchiveIndexRow(expiry))
        {
            ["ProjectId"] = expiry.ProjectId,
            ["Generation"] = expiry.Generation,
            ["ExpiresAt"] = expiry.ExpiresAt,
        };
        return StorageDecision.RepeatAsync(() => _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken));
    }

    public Task AddAsync(ProjectExportRecord record, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(ProjectExportKeys.RecordIndex, ProjectExportKeys.RecordIndexRow(record))
        {
            ["ProjectId"] = record.ProjectId,
            ["JobId"] = record.JobId,
            ["Due"] = record.Due,
            ["ArchiveSeen"] = record.ArchiveSeen,
        };
        return StorageDecision.RepeatAsync(() => _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken));
    }

    /// <summary>Removes a job's row; one that is gone already is fine.</summary>
    public Task RemoveAsync(string jobId, CancellationToken cancellationToken) =>
        RemoveAsync(ProjectExportKeys.JobIndexPartition(jobId), jobId, cancellationToken);

    public Task RemoveAsync(ProjectExportExpiry expiry, CancellationToken cancellationToken) =>
        RemoveAsync(ProjectExportKeys.ArchiveIndex, ProjectExportKeys.ArchiveIndexRow(expiry), cancellationToken);

    public Task RemoveAsync(ProjectExportRecord record, CancellationToken cancellationToken) =>
        RemoveAsync(ProjectExportKeys.RecordIndex, ProjectExportKeys.RecordIndexRow(record), cancellationToken);

    /// <summary>Whether the job's row is there: one point read.</summary>
    public async Task<bool> ContainsAsync(string jobId, CancellationToken cancellationToken) =>
        await _table.FindAsync(ProjectExportKeys.JobIndexPartition(jobId), jobId, cancellationToken) is not null;

    /// <summary>Every active job over all projects, shard by shard: the shards lie side by side, so they are one range.</summary>
    public async IAsyncEnumerable<ActiveProjectExport> ActiveAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string Filter = $"PartitionKey ge '{ProjectExportKeys.JobIndexFrom}' and PartitionKey lt '{ProjectExportKeys.JobIndexEnd}'";
        await foreach (var entity in _table.QueryAsync<TableEntity>(Filter, cancellationToken: cancellationToken))
            yield return new(entity.GetInt64("ProjectId")!.Value, entity.RowKey, entity.GetDateTimeOffset("EnqueuedAt")!.Value);
    }

    /// <summary>The archives whose expiry has come and that nobody has removed yet, oldest first.</summary>
    public async IAsyncEnumerable<ProjectExportExpiry> ExpiredAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in DueAsync(ProjectExportKeys.ArchiveIndex, now, cancellationToken))
        {
            yield return new(
                entity.GetInt64("ProjectId")!.Value, entity.GetInt64("Generation")!.Value, entity.GetDateTimeOffset("ExpiresAt")!.Value);
        }
    }

    /// <summary>The ended jobs whose records may go, oldest first.</summary>
    public async IAsyncEnumerable<ProjectExportRecord> DueRecordsAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in DueAsync(ProjectExportKeys.RecordIndex, now, cancellationToken))
        {
            yield return new(
                entity.GetInt64("ProjectId")!.Value,
                entity.GetString("JobId"),
                entity.GetDateTimeOffset("Due")!.Value,
                entity.GetBoolean("ArchiveSeen") ?? false);
        }
    }

    private AsyncPageable<TableEntity> DueAsync(string partition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var filter = $"PartitionKey eq '{partition}' and RowKey lt '{ProjectExportKeys.DueEnd(now)}'";
        return _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
    }

    private async Task RemoveAsync(string partition, string row, CancellationToken cancellationToken) =>
        await StorageDecision.RepeatAsync(() => _table.DeleteEntityAsync(partition, row, cancellationToken: cancellationToken));
}
