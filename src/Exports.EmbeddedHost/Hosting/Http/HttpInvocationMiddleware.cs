using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Exports.EmbeddedHost.Hosting.Http;

/// <summary>Shows the request to the middleware inside it and writes the function's result to the response.</summary>
internal sealed class HttpInvocationMiddleware : IFunctionsWorkerMiddleware
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
    }
}
