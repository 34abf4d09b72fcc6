using System.Reflection;
using Exports.EmbeddedHost.Hosting.Admin;
using Exports.EmbeddedHost.Hosting.Blobs;
using Exports.EmbeddedHost.Hosting.Configuration;
using Exports.EmbeddedHost.Hosting.Durable;
using Exports.EmbeddedHost.Hosting.Functions;
using Exports.EmbeddedHost.Hosting.Http;
using Exports.EmbeddedHost.Hosting.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Hosting;

/// <summary>Turns a finished builder into a host.</summary>
internal static class FunctionsHostFactory
{
    /// <exception cref="HostStartException">A function, host.json or an address is not as it must be.</exception>
    /// <exception cref="NotSupportedException">A function uses a binding that this host does not have.</exception>
    public static IHost Build(
        WebApplicationBuilder web, EmbeddedHostOptions options, InvocationPipelineBuilder pipeline, bool hasWebApplication)
    {
        var hostJson = HostJson.Read(Path.Combine(web.Environment.ContentRootPath, HostJson.FileName));
        var functions = FunctionDiscovery.Find(options.FunctionTypes ?? AllTypes(options));
        RequireWebApplication(functions, hasWebApplication);
        var addresses = ListenAddresses.Read(options.Urls, web.Configuration);
        HostLogging.Add(web.Services, web.Configuration, hostJson, options.QuietStart);
        ApplyToEngine(options, hostJson);
        HostServices.Add(web.Services, options, functions, pipeline);
        AddWeb(web);
        var application = web.Build();
        foreach (var address in addresses)
        {
            application.Urls.Add(address);
        }

        return new FunctionsHost(application, hostJson);
    }

    /// <summary>The requests' way: forwarded headers, routing, then the endpoints in order.</summary>
    public static void MapEndpoints(WebApplication application, HostJson hostJson)
    {
        application.UseForwardedHeaders();
        application.UseRouting();
        FunctionEndpoints.Map(application, application.Services.GetRequiredService<FunctionTable>(), hostJson);
        AdminEndpoints.Map(application);
        DurableHttpApi.Map(application);
        SignedBlobs.Map(application);
    }

    private static void ApplyToEngine(EmbeddedHostOptions options, HostJson hostJson)
    {
        options.Engine.StopGrace = options.StopGrace;
        options.Engine.MaxConcurrentActivities = hostJson.MaxConcurrentActivities ?? options.Engine.MaxConcurrentActivities;
        options.Engine.MaxConcurrentInstances = hostJson.MaxConcurrentOrchestrations ?? options.Engine.MaxConcurrentInstances;
        options.Engine.DefaultVersion = hostJson.DefaultVersion ?? options.Engine.DefaultVersion;
    }

    private static Type[] AllTypes(EmbeddedHostOptions options)
    {
        var assembly = options.FunctionsAssembly
            ?? Assembly.GetEntryAssembly()
            ?? throw new HostStartException("This process has no entry assembly; name the assembly of the functions in UseEmbeddedHost.");
        return assembly.GetTypes();
    }

    private static void RequireWebApplication(FunctionTable functions, bool hasWebApplication)
    {
        if (!hasWebApplication && functions.With<HttpTrigger>().FirstOrDefault() is { Function: { } function })
        {
            throw new HostStartException(
                $"Function '{function.Name}' ({function.Definition.EntryPoint}) has an HTTP trigger, "
                + "which needs builder.ConfigureFunctionsWebApplication().");
        }
    }

    private static void AddWeb(WebApplicationBuilder web)
    {
        // Uploads are limited by the application, not by the server: the same as behind the Functions host.
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        web.Services.AddRoutingCore();
        web.Services.Configure<ForwardedHeadersOptions>(forwarded => forwarded.ForwardedHeaders = ForwardedHeaders.All);
        // There are no controllers: an empty part manager spares MVC the search for them.
        web.Services.AddSingleton(new ApplicationPartManager());
        web.Services.AddMvcCore();
    }
}
