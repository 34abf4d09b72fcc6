using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.Shared;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Answers about single jobs: one, the history, cancel.</summary>
internal sealed class ExportJobs(
    ExportProjects projects,
    ProjectExportTable table,
    ExportHistory history,
    QueuePositions positions,
    ExportLedger ledger,
    ArchiveCleaner cleaner,
    AttemptPulses pulses,
    WebhookDispatcher webhooks)
{
    public async Task<IResult> GetAsync(string id, string job, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        var found = await RequireAsync(project, job, cancellationToken);
        return ApiResults.Json(ExportJobResponse.From(found, await positions.ReadAsync([found], cancellationToken)));
    }

    /// <summary>Newest first.</summary>
    public async Task<IResult> ListAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        var page = PageRequest.From(request);
        var list = await history.ReadAsync(project.Id, page, cancellationToken);
        var queue = await positions.ReadAsync(list.Items, cancellationToken);
        PageHeaders.Write(request.HttpContext.Response, page, list.End);
        return ApiResults.Json(list.Items.Select(job => ExportJobResponse.From(job, queue)));
    }

    /// <summary>Cancels the job, to the end, whether or not the caller waits for it.</summary>
    public async Task<IResult> CancelAsync(
        HttpRequest request, string id, string job, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        var found = await RequireAsync(project, job, cancellationToken);
        var order = new FailInput(project.Id, found.JobId, FailureReason.Cancelled, $"Cancelled by {request.Requester().Name}.");
        var ended = await CancelAsync(order, client, CancellationToken.None);
        return ApiResults.Json(new StartExportResponse("202 Accepted", ExportJobResponse.From(ended)), StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// Fails the job at once. The running activity finds out by itself; what it has staged goes then or now. Its orchestration is told,
    /// so that it waits for nothing more.
    /// </summary>
    private async Task<ProjectExportJob> CancelAsync(FailInput order, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var ended = await ledger.FailAsync(order, cancellationToken);
        if (ended is not { Status: ExportJobStatus.Failed, Reason: FailureReason.Cancelled })
            throw ApiException.Conflict("409 Conflict - the export has ended already");

        pulses.Nudge(ended.JobId);
        await cleaner.RemoveLeftoversAsync(ended, cancellationToken);
        await client.Entities.SignalEntityAsync(
            ProjectExportEntity.IdOf(ended.ProjectId),
            nameof(ProjectExportEntity.Ended),
            new JobEnded(ended.JobId, ended.ToEnd()),
            cancellation: cancellationToken);
        await ExportWakeUp.RaiseAsync(client, ended.JobId, ExportEvents.Ended, true, cancellationToken);
        await webhooks.TryDispatchAsync(new(ended.ProjectId, ended.JobId), client, cancellationToken);
        return ended;
    }

    private async Task<ProjectExportJob> RequireAsync(ProjectRow project, string job, CancellationToken cancellationToken) =>
        (ExportJobId.IsValid(job) ? await table.FindJobAsync(project.Id, job, cancellationToken) : null)
        ?? throw ApiException.NotFound("Export");
}
