using Exports.Functions.Housekeeping.Contents;
using Exports.Functions.Housekeeping.Instances;
using Exports.Functions.Housekeeping.Records;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Housekeeping;

internal static class HousekeepingRegistration
{
    public static FunctionsApplicationBuilder AddHousekeeping(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddOptions<HousekeepingOptions>()
            .BindConfiguration(HousekeepingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ExportRecordPruner>();
        builder.Services.AddSingleton<ContentRoots>().AddSingleton<ContentMarker>().AddSingleton<ContentCollector>();
        builder.Services.AddSingleton<InstancePurge>();
        builder.Services.AddSingleton<IContentHold, UnfinishedImports>();
        return builder;
    }
}
