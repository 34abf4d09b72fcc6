using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared.Outbound;

internal static class OutboundRegistration
{
    public static FunctionsApplicationBuilder AddOutbound(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddOptions<OutboundOptions>()
            .BindConfiguration(OutboundOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsValidator>();
        builder.Services.AddSingleton<IHostResolver, SystemHostResolver>();
        builder.Services.AddSingleton<IOutboundDialer, SocketDialer>();
        builder.Services.AddSingleton<DestinationGuard>();
        builder.Services.AddSingleton<GuardedConnector>();
        builder.Services.AddSingleton<OutboundUrls>();
        builder.Services.AddSingleton<OutboundHttp>();
        return builder;
    }
}
