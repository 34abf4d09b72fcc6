using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>projectexportjobs</c>. It reads and writes as <c>docs/storage.md</c> says and decides nothing: a refused
/// condition rises as <see cref="RequestFailedException"/> with 404, 409 or 412.
/// </summary>
internal sealed class ProjectExportTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "projectexportjobs";

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>
    /// Active jobs and pointer first, newest ended job second: a job that moves in between is seen at least once. Where the service cuts
    /// the first range, a job may finish after the pointer was read and before its own row is; the pointer is read again then, and the
    /// range with it if it changed, which takes a finish, an expiry or a pin per round.
    /// </summary>
    public async Task<ProjectExportSnapshot> GetSnapshotAsync(long projectId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (active, archive, isCut) = await ReadActiveAsync(projectId, cancellationToken);
            if (isCut && (await GetArchiveAsync(projectId, cancellationToken))?.ETag != archive?.ETag)
                continue;

            return new(active, (await GetNewestEndedAsync(projectId, 1, cancellationToken)).SingleOrDefault(), archive);
        }
    }

    /// <summary>The job wherever it is. Active first: it moves from there to the ended rows and never back.</summary>
    public async Task<ProjectExportJob?> FindJobAsync(long projectId, string jobId, CancellationToken cancellationToken) =>
        await GetJobAsync(projectId, ProjectExportKeys.Active(jobId), cancellationToken)
        ?? await GetJobAsync(projectId, ProjectExportKeys.Ended(jobId), cancellationToken);

    public async Task<ProjectExportArchive?> GetArchiveAsync(long projectId, CancellationToken cancellationToken) =>
        await GetAsync(projectId, ProjectExportKeys.Archive, cancellationToken) is { } entity
            ? ProjectExportArchiveRow.FromEntity(entity)
            : null;

    /// <summary>The job that an idempotency key stands for; null when the key is new.</summary>
    public async Task<ProjectExportIdempotencyKey?> FindKeyAsync(long projectId, string keyHash, CancellationToken cancellationToken) =>
        await GetAsync(projectId, ProjectExportKeys.Idempotency(keyHash), cancellationToken) is { } entity
            ? new(keyHash, entity.GetString("JobId"), entity.GetString("RequestHash")) { ETag = entity.ETag }
            : null;

    /// <summary>
    /// Every job, newest first, answer by answer as far as the caller goes on. Whether a job is active does not move it in this order, and
    /// one that ends meanwhile comes once, as active. Cost: the active jobs and the ended ones up to where the caller stops.
    /// </summary>
    /// <param name="projectId">Whose jobs.</param>
    /// <param name="after">Begin behind this job, whether or not its row is there; null begins with the newest.</param>
    /// <param name="answerSize">Ended jobs that one answer of the table holds; null for as many as it can.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<ProjectExportJob> ListAsync(
        long projectId, string? after, int? answerSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var active = await ActiveBehindAsync(projectId, after, cancellationToken);
        var from = after is null ? ProjectExportKeys.EndedFrom : ProjectExportKeys.EndedBehind(after);
        await foreach (var entity in RangeAsync(projectId, from, ProjectExportKeys.KeysFrom, answerSize, cancellationToken))
        {
            var ended = ProjectExportJobRow.FromEntity(entity);
            var meanwhile = false;
            while (active.TryPeek(out var newest) && string.CompareOrdinal(newest.JobId, ended.JobId) >= 0)
            {
                meanwhile = newest.JobId == ended.JobId;
                yield return active.Pop();
            }

            if (!meanwhile)
                yield return ended;
        }

        while (active.TryPop(out var job))
            yield return job;
    }

    /// <summary>The newest ended jobs, newest first, at most so many.</summary>
    public async Task<IReadOnlyList<ProjectExportJob>> GetNewestEndedAsync(long projectId, int count, CancellationToken cancellationToken)
    {
        var newest = new List<ProjectExportJob>(count);
        var ended = RangeAsync(projectId, ProjectExportKeys.EndedFrom, ProjectExportKeys.KeysFrom, count, cancellationToken);
        await foreach (var entity in ended)
        {
            newest.Add(ProjectExportJobRow.FromEntity(entity));
            if (newest.Count == count)
                break;
        }

        return newest;
    }

    /// <summary>
    /// One transaction: a queued job, its key if it has one, and the event if somebody wants to hear of it. A key with an ETag is one
    /// that is there and leads to no job: it is replaced.
    /// </summary>
    public Task AddAsync(
        ProjectExportJob job, ProjectExportIdempotencyKey? key, WebhookEvent? change, CancellationToken cancellationToken) =>
        _table.SubmitTransactionAsync(ProjectExportTransactions.Add(job, key, change), cancellationToken);

    /// <summary>Replaces an active job's row under the ETag it was read with.</summary>
    public Task UpdateAsync(ProjectExportJob job, CancellationToken cancellationToken) =>
        _table.UpdateEntityAsync(ProjectExportJobRow.ToEntity(job), job.ETag, TableUpdateMode.Replace, cancellationToken);

    /// <summary>
    /// As <see cref="UpdateAsync(ProjectExportJob, CancellationToken)"/>, in one transaction with the event of the change.
    /// </summary>
    public Task UpdateAsync(ProjectExportJob job, WebhookEvent? change, CancellationToken cancellationToken) =>
        _table.SubmitTransactionAsync(ProjectExportTransactions.Update(job, change), cancellationToken);

    /// <summary>
    /// Gives every active job's row another version and leaves it as it is: whatever was decided on the old one is decided again.
    /// A row that is gone meanwhile needs none.
    /// </summary>
    public async Task TouchActiveAsync(long projectId, CancellationToken cancellationToken)
    {
        var active = RangeAsync(projectId, ProjectExportKeys.ActiveFrom, ProjectExportKeys.EndedFrom, null, cancellationToken);
        await foreach (var entity in active)
        {
            var untouched = new TableEntity(entity.PartitionKey, entity.RowKey);
            await StorageDecision.RepeatUncertainAsync(() => TouchAsync(untouched, cancellationToken));
        }
    }

    /// <summary>
    /// One transaction: the active row goes, the ended row comes, and with it the archive pointer, if there is one to
    /// publish, and the event, if somebody wants to hear of it. A pointer without an ETag must not exist yet.
    /// </summary>
    public Task EndAsync(
        ProjectExportJob ended, ProjectExportArchive? publish, WebhookEvent? change, CancellationToken cancellationToken) =>
        _table.SubmitTransactionAsync(ProjectExportTransactions.End(ended, publish, change), cancellationToken);

    /// <summary>One transaction: an ended job's row goes, and with it the key that stands for it, both as they were read.</summary>
    public Task RemoveEndedAsync(ProjectExportJob ended, ProjectExportIdempotencyKey? key, CancellationToken cancellationToken) =>
        _table.SubmitTransactionAsync(ProjectExportTransactions.RemoveEnded(ended, key), cancellationToken);

    /// <summary>Replaces the archive pointer under the ETag it was read with.</summary>
    public Task UpdateArchiveAsync(ProjectExportArchive pointer, CancellationToken cancellationToken) =>
        _table.UpdateEntityAsync(ProjectExportArchiveRow.ToEntity(pointer), pointer.ETag, TableUpdateMode.Replace, cancellationToken);

    private async Task TouchAsync(TableEntity untouched, CancellationToken cancellationToken)
    {
        try
        {
            await _table.UpdateEntityAsync(untouched, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Ended meanwhile, by a transaction that either saw the webhook or was over before it was there.
        }
    }

    /// <summary>The archive pointer and the active jobs, oldest first; and whether they came in more than one answer.</summary>
    private async Task<(List<ProjectExportJob> Active, ProjectExportArchive? Archive, bool IsCut)> ReadActiveAsync(
        long projectId, CancellationToken cancellationToken)
    {
        var active = new List<ProjectExportJob>();
        ProjectExportArchive? archive = null;
        var answers = 0;
        var range = RangeAsync(projectId, ProjectExportKeys.Archive, ProjectExportKeys.EndedFrom, null, cancellationToken);
        await foreach (var answer in range.AsPages())
        {
            answers++;
            archive = answer.Values.Where(IsArchive).Select(ProjectExportArchiveRow.FromEntity).SingleOrDefault() ?? archive;
            active.AddRange(answer.Values.Where(entity => !IsArchive(entity)).Select(ProjectExportJobRow.FromEntity));
        }

        return (active, archive, answers > 1);

        static bool IsArchive(TableEntity entity) => entity.RowKey == ProjectExportKeys.Archive;
    }

    /// <summary>The active jobs older than this one, the newest on top.</summary>
    private async Task<Stack<ProjectExportJob>> ActiveBehindAsync(long projectId, string? after, CancellationToken cancellationToken)
    {
        var before = after is null ? ProjectExportKeys.EndedFrom : ProjectExportKeys.Active(after);
        var active = new Stack<ProjectExportJob>();
        await foreach (var entity in RangeAsync(projectId, ProjectExportKeys.ActiveFrom, before, null, cancellationToken))
            active.Push(ProjectExportJobRow.FromEntity(entity));
        return active;
    }

    private async Task<ProjectExportJob?> GetJobAsync(long projectId, string rowKey, CancellationToken cancellationToken) =>
        await GetAsync(projectId, rowKey, cancellationToken) is { } entity ? ProjectExportJobRow.FromEntity(entity) : null;

    private Task<TableEntity?> GetAsync(long projectId, string rowKey, CancellationToken cancellationToken) =>
        _table.FindAsync(ProjectExportKeys.Partition(projectId), rowKey, cancellationToken);

    private AsyncPageable<TableEntity> RangeAsync(
        long projectId, string from, string before, int? pageSize, CancellationToken cancellationToken)
    {
        var filter = $"PartitionKey eq '{ProjectExportKeys.Partition(projectId)}' and RowKey ge '{from}' and RowKey lt '{before}'";
        return _table.QueryAsync<TableEntity>(filter, pageSize, cancellationToken: cancellationToken);
    }
}
