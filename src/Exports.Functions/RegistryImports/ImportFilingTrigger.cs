using Exports.Functions.RegistryImports.Filing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.RegistryImports;

/// <summary>Walks over a slice of the places every five minutes.</summary>
public static class ImportFilingTrigger
{
    private const string Name = "ImportFiling";

    [Function(Name)]
    public static async Task RunAsync([TimerTrigger("0 2-59/5 * * * *")] TimerInfo timer, FunctionContext context)
    {
        var counts = await context.InstanceServices.GetRequiredService<ImportFiling>().RunOnceAsync(context.CancellationToken);
        context.GetLogger(Name).LogInformation("Filed registry imports ({Late}): {Counts}", timer.IsPastDue ? "late" : "on time", counts);
    }
}
