using Exports.Functions.Hosts;
using Exports.Functions.Housekeeping;
using Exports.Functions.ProjectExports;
using Exports.Functions.Projects;
using Exports.Functions.Projects.Imports;
using Exports.Functions.RegistryImports;
using Exports.Functions.Shared;
using Exports.Functions.Storage;
using Exports.Functions.Webhooks;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Exports.Functions;

/// <summary>The application, from its features; which host runs it is decided by the build (see Hosts/).</summary>
internal static class Program
{
    public static Task Main(string[] args) => CreateBuilder(args).Build().RunAsync();

    /// <param name="args">Command line settings, <c>--Name=value</c>.</param>
    /// <param name="configure">A last word on the builder, for those who run the application inside another program.</param>
    internal static FunctionsApplicationBuilder CreateBuilder(string[] args, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        HostComposition.Configure(builder);
        builder.AddShared();
        builder.AddStorage();
        builder.AddProjects();
        builder.AddProjectImports();
        builder.AddWebhooks();
        builder.AddProjectExports();
        builder.AddHousekeeping();
        builder.AddRegistryImports();
        configure?.Invoke(builder);
        return builder;
    }
}
