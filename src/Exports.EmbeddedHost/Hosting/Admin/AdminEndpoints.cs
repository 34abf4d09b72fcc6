using System.Text.Json;
using Exports.EmbeddedHost.Hosting.Functions;
using Exports.EmbeddedHost.Hosting.Http;
using Exports.EmbeddedHost.Hosting.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting.Admin;

/// <summary><c>POST /admin/functions/{name}</c> with <c>{"input": …}</c> runs a function by hand (rule M4).</summary>
internal sealed class AdminEndpoints(FunctionTable functions, TimerTriggerRunner timers, ILogger<AdminEndpoints> logger)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = ActivatorUtilities.CreateInstance<AdminEndpoints>(routes.ServiceProvider);
        routes.MapPost("/admin/functions/{name}", endpoints.RunAsync).AsHostEndpoint(routes.ServiceProvider);
    }

    private async Task RunAsync(HttpContext http)
    {
        if (functions.Find((string)http.Request.RouteValues["name"]!) is not { } function)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!await HasReadableBodyAsync(http))
        {
            await ErrorAnswer.WriteAsync(
                http, StatusCodes.Status400BadRequest, "The body must be a JSON object such as {\"input\": \"\"}.");
            return;
        }

        await RunAsync(http, function);
    }

    private Task RunAsync(HttpContext http, FunctionDescriptor function)
    {
        switch (function.Trigger)
        {
            case TimerTrigger:
                timers.RunNow(function.Name);
                break;
            case DurableTrigger:
                // Rule I14: accepted, and the log says what to do instead.
                logger.LogWarning(
                    "Function {Function} is durable and cannot be run by hand. Start orchestrations and signal entities with a durable "
                    + "client or the Durable HTTP API.",
                    function.Name);
                break;
            default:
                return ErrorAnswer.WriteAsync(
                    http,
                    StatusCodes.Status400BadRequest,
                    $"Function '{function.Name}' has an HTTP trigger; send the request to its own URL.");
        }

        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    private static async Task<bool> HasReadableBodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength is null or 0 && !http.Request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return true;
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
