using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Projects;

/// <summary>Projects over HTTP: create, list, show, delete.</summary>
public sealed class ProjectEndpoints
{
    private readonly ProjectCreator _creator;
    private readonly ProjectDeleter _deleter;
    private readonly ProjectTable _projects;
    private readonly ProjectList _list;
    private readonly RequestBody _body;

    // The worker creates function classes through a public constructor; what this one needs is internal.
    public ProjectEndpoints(IServiceProvider services)
    {
        _creator = services.GetRequiredService<ProjectCreator>();
        _deleter = services.GetRequiredService<ProjectDeleter>();
        _projects = services.GetRequiredService<ProjectTable>();
        _list = services.GetRequiredService<ProjectList>();
        _body = services.GetRequiredService<RequestBody>();
    }

    [Function("CreateProject")]
    public async Task<IResult> CreateAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v4/projects")] HttpRequest request)
    {
        var body = await _body.ReadJsonAsync<CreateProjectRequest>(request, request.HttpContext.RequestAborted);
        var row = await _creator.CreateAsync(NewProject.From(body), request.HttpContext.RequestAborted);
        var response = ProjectResponse.From(row, request);
        request.HttpContext.Response.Headers.Location = response.Links.Self;
        return ApiResults.Json(response, StatusCodes.Status201Created);
    }

    [Function("ListProjects")]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/projects")] HttpRequest request)
    {
        var page = PageRequest.From(request);
        var list = await _list.ReadAsync(page, request.HttpContext.RequestAborted);
        PageHeaders.Write(request.HttpContext.Response, page, list.End);
        return ApiResults.Json(list.Items.Select(row => ProjectResponse.From(row, request)));
    }

    [Function("GetProject")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/projects/{id}")] HttpRequest request, string id)
    {
        var row = await _projects.ResolveAsync(id, request.HttpContext.RequestAborted) ?? throw ApiException.NotFound("Project");
        return ApiResults.Json(ProjectResponse.From(row, request));
    }

    [Function("DeleteProject")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v4/projects/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client)
    {
        var projectId = await _projects.ResolveIdAsync(id, request.HttpContext.RequestAborted) ?? throw ApiException.NotFound("Project");
        // A caller that goes away leaves nothing half deleted: once the project is marked nobody else would take back what was its.
        await _deleter.DeleteAsync(projectId, client, CancellationToken.None);
        return ApiResults.Message(StatusCodes.Status202Accepted, "202 Accepted");
    }
}
