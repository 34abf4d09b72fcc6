using Exports.Functions.Shared.Authentication;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.OpenApi;
using Exports.Functions.Shared.Outbound;
using Exports.Functions.Shared.RateLimits;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared;

/// <summary>
/// What every feature stands on: the clock, limits, errors and authentication, in the order in which a request meets them.
/// </summary>
internal static class SharedRegistration
{
    public static FunctionsApplicationBuilder AddShared(this FunctionsApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RequestBody>();
        builder.Services.KeepQueryStringsOutOfLogs();
        builder.Services.AddSingleton(_ => OpenApiDocument.Load());
        builder.Services.AddOptions<HttpLimitsOptions>()
            .BindConfiguration(HttpLimitsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<AuthenticationOptions>().BindConfiguration(AuthenticationOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.AllowAnonymous = configuration.GetValue<bool>("AllowAnonymous"))
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<AuthenticationOptions>, AuthenticationOptionsValidator>();
        builder.Services.AddSingleton<TokenAuthenticator>();
        builder.AddOutbound();
        builder.AddRateLimits();
        builder.UseMiddleware<HttpBoundaryMiddleware>();
        builder.UseMiddleware<AuthenticationMiddleware>();
        return builder;
    }
}
