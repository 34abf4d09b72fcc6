using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting.Http;

/// <summary>
/// What the host's own endpoints have in common: they ask for the host key unless they know better, come before every function, and answer
/// failures as functions do.
/// </summary>
internal static class HostEndpointExtensions
{
    private const int BeforeFunctions = -1;

    public static void AsHostEndpoint(this IEndpointConventionBuilder endpoint, IServiceProvider services, bool asksForKey = true)
    {
        var keys = asksForKey ? services.GetRequiredService<HostKeyCheck>() : null;
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Host.Http");
        endpoint.Add(builder =>
        {
            ((RouteEndpointBuilder)builder).Order = BeforeFunctions;
            var inner = builder.RequestDelegate!;
            builder.RequestDelegate = http => AnswerAsync(http, inner, keys, logger);
        });
    }

    private static async Task AnswerAsync(HttpContext http, RequestDelegate inner, HostKeyCheck? keys, ILogger logger)
    {
        if (keys?.Allows(http.Request) is false)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await inner(http);
        }
        catch (BadHttpRequestException exception)
        {
            await ErrorAnswer.WriteAsync(http, exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            logger.LogError(exception, "{Method} {Path} failed.", http.Request.Method, http.Request.Path);
            await ErrorAnswer.WriteAsync(http, StatusCodes.Status500InternalServerError, "500 Internal Server Error");
        }
    }
}
