using Exports.Functions.Projects.Commits;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Exports.Functions.Projects;

/// <summary>
/// A project's files over HTTP. The file's path stands in the query string: hosts decode and encode a URL's path again on its way, its
/// query never.
/// </summary>
public sealed class ProjectFileEndpoints
{
    private const string Route = "v4/projects/{id}/files";
    private const string PathParameter = "path";

    private readonly ProjectTable _projects;
    private readonly ProjectTree _tree;
    private readonly ProjectFileList _list;
    private readonly FileCommitter _files;
    private readonly TarCommitter _tars;
    private readonly RequestBody _body;

    // The worker creates function classes through a public constructor; what this one needs is internal.
    public ProjectFileEndpoints(IServiceProvider services)
    {
        _projects = services.GetRequiredService<ProjectTable>();
        _tree = services.GetRequiredService<ProjectTree>();
        _list = services.GetRequiredService<ProjectFileList>();
        _files = services.GetRequiredService<FileCommitter>();
        _tars = services.GetRequiredService<TarCommitter>();
        _body = services.GetRequiredService<RequestBody>();
    }

    [Function("GetProjectFiles")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string id)
    {
        var project = await ProjectAsync(request, id);
        return request.Query.ContainsKey(PathParameter) ? await ContentAsync(request, project) : await ListAsync(request, project);
    }

    [Function("PutProjectFile")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string id)
    {
        var path = RequiredPath(request);
        var mode = FileModeText.Parse(request.Query["mode"].ToString());
        var body = _body.Open(request);
        var project = await ProjectAsync(request, id);
        var entry = await _files.PutAsync(project.Id, path, mode, body, request.HttpContext.RequestAborted);
        return ApiResults.Json(FileResponse.From(entry));
    }

    [Function("DeleteProjectFile")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request, string id)
    {
        var project = await ProjectAsync(request, id);
        var entry = await EntryAsync(request, project);
        await _files.RemoveAsync(project.Id, entry.Path, request.HttpContext.RequestAborted);
        return ApiResults.NoContent();
    }

    [Function("CommitProjectFiles")]
    public async Task<IResult> CommitAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string id)
    {
        var body = _body.Open(request);
        var project = await ProjectAsync(request, id);
        return ApiResults.Json(await _tars.CommitAsync(project.Id, body, request.HttpContext.RequestAborted));
    }

    private static string RequiredPath(HttpRequest request) =>
        request.Query[PathParameter] is { Count: > 1 }
            ? throw ApiException.BadRequest("400 Bad request - path is given more than once")
            : FilePath.Parse(request.Query[PathParameter].ToString());

    private async Task<IResult> ContentAsync(HttpRequest request, ProjectRow project)
    {
        var entry = await EntryAsync(request, project);
        var content = await _tree.OpenAsync(entry, request.HttpContext.RequestAborted);
        var response = request.HttpContext.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        response.OnStarting(() =>
        {
            // Only now is it known that the content follows: a condition in the request may have been answered without it.
            response.ContentLength = response.StatusCode == StatusCodes.Status200OK ? entry.Bytes : response.ContentLength;
            return Task.CompletedTask;
        });
        var tag = new EntityTagHeaderValue($"\"{entry.Sha256}\"");
        return ApiResults.From(Results.Stream(content, "application/octet-stream", entityTag: tag));
    }

    private async Task<IResult> ListAsync(HttpRequest request, ProjectRow project)
    {
        var page = PageRequest.From(request);
        var list = await _list.ReadAsync(project, page, request.HttpContext.RequestAborted);
        PageHeaders.Write(request.HttpContext.Response, page, list.End);
        return ApiResults.Json(list.Items.Select(FileResponse.From));
    }

    private async Task<ProjectRow> ProjectAsync(HttpRequest request, string id) =>
        await _projects.ResolveAsync(id, request.HttpContext.RequestAborted) ?? throw ApiException.NotFound("Project");

    private async Task<ManifestEntry> EntryAsync(HttpRequest request, ProjectRow project) =>
        await _tree.FindAsync(project, RequiredPath(request), request.HttpContext.RequestAborted) ?? throw ApiException.NotFound("File");
}
