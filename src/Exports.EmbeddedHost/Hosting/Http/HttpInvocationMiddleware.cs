using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting.Http;

/// <summary>Shows the request to the middleware inside it, and writes the function's result to the response.</summary>
internal sealed class HttpInvocationMiddleware(ILogger<HttpInvocationMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.Features.Get<HttpContext>() is not { } http)
        {
            await next(context);
            return;
        }

        context.Items[FunctionContextExtensions.HttpContextKey] = http;
        await next(context);
        await WriteAsync(context, http, context.Features.Get<FunctionInvocation>()!.Result);
    }

    private Task WriteAsync(FunctionContext context, HttpContext http, object? result)
    {
        switch (result)
        {
            case IActionResult action:
                return action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
            case IResult minimal:
                return minimal.ExecuteAsync(http);
            case null:
                return Task.CompletedTask;
            default:
                // As upstream: other objects are not serialized into the response.
                logger.LogWarning("Function {Function} returned {Type}, which is no HTTP result; the response has no body from it.",
                    context.FunctionDefinition.Name, result.GetType().Name);
                return Task.CompletedTask;
        }
    }
}
