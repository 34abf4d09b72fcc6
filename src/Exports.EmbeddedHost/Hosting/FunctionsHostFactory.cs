using Exports.EmbeddedHost.Hosting.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Hosting;

/// <summary>Turns a finished builder into a host.</summary>
internal static class FunctionsHostFactory
{
    public static IHost Build(WebApplicationBuilder web, EmbeddedHostOptions options, InvocationPipelineBuilder pipeline, bool hasWebApplication)
    {
        return web.Build();
    }
}
