using Exports.Functions.ProjectExports.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.ProjectExports;

/// <summary>The routes of project exports. The work is in <c>Http/</c>.</summary>
public static class ProjectExportEndpoints
{
    private const string Export = "v4/projects/{id}/export";
    private const string Jobs = "v4/projects/{id}/exports";

    [Function("StartExport")]
    public static Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Export)] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) => Work<ExportStarter>(context).StartAsync(request, id, client, context.CancellationToken);

    [Function("GetExportStatus")]
    public static Task<IResult> GetStatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Export)] HttpRequest request, string id, FunctionContext context) =>
        Work<ExportStatusReader>(context).GetAsync(request, id, context.CancellationToken);

    [Function("DownloadExport")]
    public static Task<IResult> DownloadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Export + "/download")] HttpRequest request,
        string id,
        FunctionContext context) => Work<ArchiveDownload>(context).GetAsync(request, id, context.CancellationToken);

    [Function("DeleteExportArchive")]
    public static Task<IResult> DeleteArchiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Export + "/archive")] HttpRequest request,
        string id,
        FunctionContext context) => Work<ArchiveActions>(context).DeleteAsync(id, context.CancellationToken);

    [Function("PinExportArchive")]
    public static Task<IResult> PinArchiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Export + "/archive/pin")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) => Work<ArchiveActions>(context).PinAsync(id, client, context.CancellationToken);

    [Function("UnpinExportArchive")]
    public static Task<IResult> UnpinArchiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Export + "/archive/unpin")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) => Work<ArchiveActions>(context).UnpinAsync(id, client, context.CancellationToken);

    [Function("ListExports")]
    public static Task<IResult> ListJobsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Jobs)] HttpRequest request, string id, FunctionContext context) =>
        Work<ExportJobs>(context).ListAsync(request, id, context.CancellationToken);

    [Function("GetExport")]
    public static Task<IResult> GetJobAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Jobs + "/{job}")] HttpRequest request,
        string id,
        string job,
        FunctionContext context) => Work<ExportJobs>(context).GetAsync(id, job, context.CancellationToken);

    [Function("CancelExport")]
    public static Task<IResult> CancelJobAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Jobs + "/{job}/cancel")] HttpRequest request,
        string id,
        string job,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) => Work<ExportJobs>(context).CancelAsync(request, id, job, client, context.CancellationToken);

    private static TWork Work<TWork>(FunctionContext context)
        where TWork : notnull => context.InstanceServices.GetRequiredService<TWork>();
}
