using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Shared.RateLimits;

internal static class RateLimitRegistration
{
    public static FunctionsApplicationBuilder AddRateLimits(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddStorageResource<RateLimitTable>().AddSingleton<RateLimiter>();
        return builder;
    }
}
