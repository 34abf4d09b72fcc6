using Microsoft.Azure.Functions.Worker.Builder;

namespace Exports.EmbeddedHost.Hosting;

public static class EmbeddedHostBuilderExtensions
{
    /// <summary>Sets options that only the embedded host has. Without this call the defaults hold.</summary>
    public static FunctionsApplicationBuilder UseEmbeddedHost(
        this FunctionsApplicationBuilder builder, Action<EmbeddedHostOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.EmbeddedOptions);
        return builder;
    }
}
