using Exports.EmbeddedHost.Hosting.Configuration;
using Exports.EmbeddedHost.Hosting.Functions;
using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting.Http;

/// <summary>
/// Maps the HTTP functions in the order they were found: where two routes match, the first wins, as in the Functions host.
/// </summary>
internal static class FunctionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, FunctionTable functions, HostJson hostJson)
    {
        var services = routes.ServiceProvider;
        var invoker = services.GetRequiredService<FunctionInvoker>();
        var keys = services.GetRequiredService<HostKeyCheck>();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        var prefix = RoutePatternFactory.Parse(hostJson.RoutePrefix);
        var order = 0;
        foreach (var (function, trigger) in functions.With<HttpTrigger>())
        {
            var endpoint = new HttpFunctionEndpoint(function, trigger, invoker, keys, loggers.CreateLogger($"Function.{function.Name}"));
            var position = order++;
            routes.Map(RoutePatternFactory.Combine(prefix, trigger.Route), endpoint.InvokeAsync)
                .WithDisplayName(function.Name)
                .WithMetadata(new HttpMethodMetadata(trigger.Methods))
                .Add(builder => ((RouteEndpointBuilder)builder).Order = position);
        }
    }
}
