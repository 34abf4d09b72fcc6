using System.Text.Json;
using Exports.EmbeddedHost.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Hosting.Durable;

/// <summary>
/// The Durable extension's HTTP API for instances: status, list, purge, terminate, suspend, resume, raise event. Statuses and bodies are
/// the extension's: 404 for an unknown instance, 410 for steering a finished one, 202 while it runs.
/// </summary>
internal sealed class DurableHttpApi(DurableTaskClient client)
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";
    private const string Instance = Instances + "/{instanceId}";
    private const string ContinuationHeader = "x-ms-continuation-token";
    private const string PollSeconds = "5";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = new Lazy<DurableHttpApi>(() => new DurableHttpApi(routes.ServiceProvider.GetRequiredService<DurableTaskClient>()));
        void Add(string method, string route, Func<DurableHttpApi, HttpContext, Task<IResult>> answer) =>
            routes.MapMethods(route, [method], async http => await (await answer(api.Value, http)).ExecuteAsync(http))
                .AsHostEndpoint(routes.ServiceProvider);

        Add(HttpMethods.Get, Instances, (it, http) => it.ListAsync(http));
        Add(HttpMethods.Delete, Instances, (it, http) => it.PurgeManyAsync(http.Request));
        Add(HttpMethods.Get, Instance, (it, http) => it.GetAsync(http));
        Add(HttpMethods.Delete, Instance, (it, http) => it.PurgeAsync(http.Request));
        Add(HttpMethods.Post, Instance + "/terminate", (it, http) => it.SteerAsync(http.Request, (id, reason) => it.Terminate(id, reason)));
        Add(HttpMethods.Post, Instance + "/suspend", (it, http) => it.SteerAsync(http.Request, (id, reason) => it.Suspend(id, reason)));
        Add(HttpMethods.Post, Instance + "/resume", (it, http) => it.SteerAsync(http.Request, (id, reason) => it.Resume(id, reason)));
        Add(HttpMethods.Post, Instance + "/raiseEvent/{eventName}", (it, http) => it.RaiseEventAsync(http.Request));
    }

    private static string InstanceId(HttpRequest request) => (string)request.RouteValues["instanceId"]!;

    private Task Terminate(string instanceId, string? reason) => client.TerminateInstanceAsync(instanceId, reason);

    private Task Suspend(string instanceId, string? reason) => client.SuspendInstanceAsync(instanceId, reason);

    private Task Resume(string instanceId, string? reason) => client.ResumeInstanceAsync(instanceId, reason);

    private async Task<IResult> GetAsync(HttpContext http)
    {
        var query = new DurableHttpQuery(http.Request.Query);
        if (await client.GetInstanceAsync(InstanceId(http.Request), getInputsAndOutputs: true, http.RequestAborted) is not { } instance)
        {
            return Results.NotFound();
        }

        var status = StatusOf(instance, query.Flag("returnInternalServerErrorOnFailure") ?? false);
        if (status == StatusCodes.Status202Accepted)
        {
            http.Response.Headers.Location = http.Request.GetEncodedUrl();
            http.Response.Headers.RetryAfter = PollSeconds;
        }

        return Results.Json(InstanceStatusBody.From(instance, query.Flag("showInput") ?? true), statusCode: status);
    }

    private static int StatusOf(OrchestrationMetadata instance, bool failureIsServerError) => instance switch
    {
        { IsCompleted: false } => StatusCodes.Status202Accepted,
        { RuntimeStatus: OrchestrationRuntimeStatus.Failed } when failureIsServerError => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status200OK,
    };

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var query = new DurableHttpQuery(http.Request.Query);
        var showInput = query.Flag("showInput") ?? false;
        var filter = new OrchestrationQuery(
            query.Time("createdTimeFrom"), query.Time("createdTimeTo"), query.Statuses(), InstanceIdPrefix: query.Text("instanceIdPrefix"),
            PageSize: query.PositiveInteger("top") ?? OrchestrationQuery.DefaultPageSize, FetchInputsAndOutputs: true,
            ContinuationToken: http.Request.Headers[ContinuationHeader]);
        await foreach (var page in client.GetAllInstancesAsync(filter).AsPages(filter.ContinuationToken, filter.PageSize))
        {
            http.Response.Headers[ContinuationHeader] = page.ContinuationToken;
            return Results.Json(page.Values.Select(instance => InstanceStatusBody.From(instance, showInput)));
        }

        return Results.Json(Array.Empty<InstanceStatusBody>());
    }

    private async Task<IResult> PurgeAsync(HttpRequest request)
    {
        var result = await client.PurgeInstanceAsync(InstanceId(request));
        return Purged(result);
    }

    private async Task<IResult> PurgeManyAsync(HttpRequest request)
    {
        var query = new DurableHttpQuery(request.Query);
        return query.Time("createdTimeFrom") is { } from
            ? Purged(await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(from, query.Time("createdTimeTo"), query.Statuses())))
            : Results.BadRequest("Please provide value for 'createdTimeFrom' parameter.");
    }

    private static IResult Purged(PurgeResult result) =>
        result.PurgedInstanceCount == 0 ? Results.NotFound() : Results.Json(new { instancesDeleted = result.PurgedInstanceCount });

    private async Task<IResult> SteerAsync(HttpRequest request, Func<string, string?, Task> steer)
    {
        var instanceId = InstanceId(request);
        var refusal = await RefusalAsync(instanceId);
        if (refusal is null)
        {
            await steer(instanceId, new DurableHttpQuery(request.Query).Text("reason"));
        }

        return refusal ?? Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private async Task<IResult> RaiseEventAsync(HttpRequest request)
    {
        var instanceId = InstanceId(request);
        if (await RefusalAsync(instanceId) is { } refusal)
        {
            return refusal;
        }

        if (!request.HasJsonContentType())
        {
            return Results.BadRequest(new { message = "Only application/json request content is supported" });
        }

        try
        {
            using var payload = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            await client.RaiseEventAsync(instanceId, (string)request.RouteValues["eventName"]!, payload.RootElement);
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }
        catch (JsonException)
        {
            return Results.BadRequest(new { message = "Invalid JSON content" });
        }
    }

    /// <summary>Why an instance cannot be steered: 404 when there is none, 410 when it has finished; null when it can.</summary>
    private async Task<IResult?> RefusalAsync(string instanceId) =>
        await client.GetInstanceAsync(instanceId, getInputsAndOutputs: false) switch
        {
            null => Results.NotFound(),
            { IsCompleted: true } => Results.StatusCode(StatusCodes.Status410Gone),
            _ => null,
        };
}
