using Exports.Functions.RegistryImports.Guard;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.RegistryImports;

/// <summary>Runs the guard every ten minutes, whether new starts are enabled, paused or at capacity 0.</summary>
public static class ImportGuardTrigger
{
    private const string Name = "ImportGuard";

    [Function(Name)]
    public static async Task RunAsync(
        [TimerTrigger("0 */10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var counts = await context.InstanceServices.GetRequiredService<ImportGuard>().RunOnceAsync(client, context.CancellationToken);
        context.GetLogger(Name).LogInformation("Guarded registry imports ({Late}): {Counts}", timer.IsPastDue ? "late" : "on time", counts);
    }
}
