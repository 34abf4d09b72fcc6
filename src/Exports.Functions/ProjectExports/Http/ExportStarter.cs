using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.RateLimits;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Answers <c>POST /projects/:id/export</c>: validate, enqueue, 202 with the job and its address.</summary>
internal sealed class ExportStarter(
    ExportProjects projects, ExportEnqueuer enqueuer, StartExportBody body, UploadRequests uploads, RateLimiter limiter)
{
    private const int MaxKeyLength = 255;

    public async Task<IResult> StartAsync(HttpRequest request, string id, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        var order = await OrderAsync(request, project, cancellationToken);
        var job = await enqueuer.FindAsync(order, client, cancellationToken)
            ?? await EnqueueAsync(request, order, client, cancellationToken);
        request.HttpContext.Response.Headers.Location = request.ApiUrl($"projects/{project.Id}/exports/{job.JobId}");
        return ApiResults.Json(new StartExportResponse("202 Accepted", ExportJobResponse.From(job)), StatusCodes.Status202Accepted);
    }

    // The limit protects the queue: what puts nothing into it, a repetition with its key, is not counted.
    private async Task<ProjectExportJob> EnqueueAsync(
        HttpRequest request, ExportOrder order, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await limiter.AdmitAsync(request, RateLimit.Export, subject: 0, cancellationToken);
        return await enqueuer.EnqueueAsync(order, client, cancellationToken);
    }

    private async Task<ExportOrder> OrderAsync(HttpRequest request, ProjectRow project, CancellationToken cancellationToken)
    {
        var wanted = await body.ReadAsync(request, cancellationToken);
        var upload = uploads.Target(wanted.Upload);
        var requester = request.Requester().Name;
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKeyLength)
            throw ApiException.BadRequest($"400 Bad request - Idempotency-Key is longer than {MaxKeyLength} characters");

        var requestKey = key.Length == 0 ? null : RequestKey.Create(requester, key, wanted.Description, upload);
        return new(project.Id, requester, wanted.Description, requestKey, upload);
    }
}
