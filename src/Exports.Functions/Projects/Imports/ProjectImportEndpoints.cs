using Exports.Functions.Projects.Imports.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Projects.Imports;

/// <summary>The routes of project imports, in GitLab's shape. The work is in <c>Http/</c>.</summary>
public static class ProjectImportEndpoints
{
    [Function("ImportProject")]
    public static Task<IResult> UploadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v4/projects/import")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        context.InstanceServices.GetRequiredService<ImportStarter>().UploadAsync(request, client, context.CancellationToken);

    [Function("ImportRemoteProject")]
    public static Task<IResult> FetchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v4/projects/remote-import")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        context.InstanceServices.GetRequiredService<ImportStarter>().FetchAsync(request, client, context.CancellationToken);

    [Function("GetProjectImport")]
    public static Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/projects/{id}/import")] HttpRequest request,
        string id,
        FunctionContext context) =>
        context.InstanceServices.GetRequiredService<ImportStatusReader>().GetAsync(id, context.CancellationToken);
}
