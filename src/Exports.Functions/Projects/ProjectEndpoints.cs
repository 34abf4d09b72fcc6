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
    private readonly RequestBody _body;

    // The worker creates function classes through a public constructor; what this one needs is internal.
    public ProjectEndpoints(IServiceProvider services)
        : this(
            services.GetRequiredService<ProjectCreator>(),
            services.GetRequiredService<ProjectDeleter>(),
            services.GetRequiredService<ProjectTable>(),
            services.GetRequiredService<RequestBody>())
    {
    }

    internal ProjectEndpoints(ProjectCreator creator, ProjectDeleter deleter, ProjectTable projects, RequestBody body)
    {
        _creator = creator;
        _deleter = deleter;
        _projects = projects;
        _body = body;
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
        var rows = new List<ProjectRow>(page.PerPage);
        long seen = 0;
        await foreach (var row in _projects.ListAsync(request.HttpContext.RequestAborted))
        {
            seen++;
            if (seen > page.Skip && rows.Count < page.PerPage)
            {
                rows.Add(row);
            }

            // Read on for the total, but not for ever.
            if (seen > Math.Max(page.Skip + page.PerPage, PageHeaders.MaxCounted))
            {
                break;
            }
        }

        var hasNext = seen > page.Skip + page.PerPage;
        PageHeaders.Write(request.HttpContext.Response, page, hasNext, total: seen <= PageHeaders.MaxCounted ? seen : null);
        return ApiResults.Json(rows.Select(row => ProjectResponse.From(row, request)));
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
        await _deleter.DeleteAsync(projectId, client, request.HttpContext.RequestAborted);
        return ApiResults.Message(StatusCodes.Status202Accepted, "202 Accepted");
    }
}
