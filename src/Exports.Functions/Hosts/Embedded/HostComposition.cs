using Exports.EmbeddedHost.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Exports.Functions.Hosts;

/// <summary>The embedded host brings its own storage clients and durable engine; it has to be told where the functions are.</summary>
internal static class HostComposition
{
    public static void Configure(FunctionsApplicationBuilder builder) =>
        builder.UseEmbeddedHost(options => options.FunctionsAssembly = typeof(HostComposition).Assembly);
}
