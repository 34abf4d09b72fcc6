using Exports.Functions.RegistryImports.Observing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports;

/// <summary>Publishes the counts every ten minutes, as metrics and as one log line.</summary>
public static class ImportObserverTrigger
{
    private const string Name = "ImportObserver";

    [Function(Name)]
    public static async Task RunAsync([TimerTrigger("0 5-59/10 * * * *")] TimerInfo timer, FunctionContext context)
    {
        if (!context.InstanceServices.GetRequiredService<IOptions<RegistryImportOptions>>().Value.Enabled)
            return;

        var counts = await context.InstanceServices.GetRequiredService<ImportObserver>().RunOnceAsync(context.CancellationToken);
        context.GetLogger(Name).LogInformation(
            "Registry imports by state ({Late}): {Counts}",
            timer.IsPastDue ? "late" : "on time",
            string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}")));
    }
}
