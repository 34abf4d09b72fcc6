using Exports.Functions.RegistryImports.Enqueuing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.RegistryImports;

/// <summary>Runs the enqueuer every five minutes; an orchestration that ends runs it too.</summary>
public static class ImportEnqueuerTrigger
{
    private const string Name = "ImportEnqueuer";

    [Function(Name)]
    public static async Task RunAsync(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var counts = await context.InstanceServices.GetRequiredService<ImportEnqueuer>().RunOnceAsync(client, context.CancellationToken);
        context.GetLogger(Name).LogInformation(
            "Enqueued registry imports ({Late}): {Counts}", timer.IsPastDue ? "late" : "on time", counts);
    }
}
