using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared.Durable;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports;

/// <summary>Turns an accepted request into a queued job with an orchestration: index row, job row, orchestration, in this order.</summary>
internal sealed class ExportEnqueuer(
    ProjectExportTable table,
    ProjectExportIndexTable index,
    WebhookOutbox outbox,
    WebhookDispatcher webhooks,
    TimeProvider time,
    IOptions<ProjectExportOptions> options)
{
    /// <returns>The job that the request's key already stands for, or null: then the request is a new one.</returns>
    /// <exception cref="ApiException">409: the key was used for another request.</exception>
    public async Task<ProjectExportJob?> FindAsync(ExportOrder order, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var job = await FindByKeyAsync(order, cancellationToken);
        if (job is not null)
            await EnsureWorkedOnAsync(job, client, cancellationToken);
        return job;
    }

    /// <summary>
    /// From the first write on it does not depend on the caller's patience: a recorded job without an orchestration would wait for the sweep.
    /// </summary>
    /// <returns>The job of the request: a new one, or the one its key already stands for.</returns>
    /// <exception cref="ApiException">409: the key was used for another request.</exception>
    public async Task<ProjectExportJob> EnqueueAsync(ExportOrder order, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var job = await FindByKeyAsync(order, cancellationToken) ?? await RecordAsync(order, CancellationToken.None);
        await EnsureWorkedOnAsync(job, client, CancellationToken.None);
        return job;
    }

    private async Task EnsureWorkedOnAsync(ProjectExportJob job, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (job.IsActive)
            await client.EnsureScheduledAsync(ProjectExportOrchestrator.Name, InputOf(job), job.JobId, cancellationToken);
        await webhooks.TryDispatchAsync(new(job.ProjectId, job.JobId), client, cancellationToken);
    }

    private ExportInput InputOf(ProjectExportJob job)
    {
        var settings = options.Value;
        var retries = new RetrySettings(settings.Retries, settings.FirstBackoff, settings.BackoffCoefficient, settings.MaxBackoff);
        return new(job.ProjectId, job.JobId, job.CreatedAt, job.CreatedAt + settings.Deadline, retries);
    }

    private async Task<ProjectExportJob?> FindByKeyAsync(ExportOrder order, CancellationToken cancellationToken) =>
        await FindKeyAsync(order, cancellationToken) is { } known
            ? await table.FindJobAsync(order.ProjectId, known.JobId, cancellationToken)
            : null;

    private async Task<ProjectExportIdempotencyKey?> FindKeyAsync(ExportOrder order, CancellationToken cancellationToken)
    {
        if (order.Key is not { } key || await table.FindKeyAsync(order.ProjectId, key.KeyHash, cancellationToken) is not { } known)
            return null;
        return known.RequestHash == key.RequestHash
            ? known
            : throw ApiException.Conflict("409 Conflict - this Idempotency-Key was used for a request with another body");
    }

    private async Task<ProjectExportJob> RecordAsync(ExportOrder order, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var job = new ProjectExportJob
        {
            ProjectId = order.ProjectId,
            JobId = ExportJobId.Create(time),
            Requester = order.Requester,
            KeyHash = order.Key?.KeyHash,
            Description = order.Description,
            Upload = order.Upload,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await index.AddAsync(new ActiveProjectExport(job.ProjectId, job.JobId, now), cancellationToken);
        return await StorageDecision.RepeatAsync(() => RecordOnceAsync(order, job, cancellationToken));
    }

    /// <summary>
    /// A repeat finds either its own job, recorded by a write that seemed to fail, or the job of a twin with the same key. A key whose
    /// job is gone stands for nothing any more and is taken over.
    /// </summary>
    private async Task<ProjectExportJob> RecordOnceAsync(ExportOrder order, ProjectExportJob job, CancellationToken cancellationToken)
    {
        if (await table.FindJobAsync(job.ProjectId, job.JobId, cancellationToken) is { } recorded)
            return recorded;

        var known = await FindKeyAsync(order, cancellationToken);
        if (known is not null && await table.FindJobAsync(order.ProjectId, known.JobId, cancellationToken) is { } twin)
        {
            await index.RemoveAsync(job.JobId, cancellationToken);
            return twin;
        }

        var key = order.Key is { } given
            ? new ProjectExportIdempotencyKey(given.KeyHash, job.JobId, given.RequestHash) { ETag = known?.ETag ?? default }
            : null;
        await table.AddAsync(job, key, await outbox.DraftAsync(before: null, job, cancellationToken), cancellationToken);
        return job;
    }
}
