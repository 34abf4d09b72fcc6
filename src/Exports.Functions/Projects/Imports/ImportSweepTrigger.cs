using Exports.Functions.Projects.Imports.Sweep;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Projects.Imports;

/// <summary>
/// Runs the sweep of imports every ten minutes: a request that died half-way holds its path until then. It may be late, or miss a run.
/// </summary>
public static class ImportSweepTrigger
{
    private const string Name = "ImportSweep";

    [Function(Name)]
    public static async Task RunAsync(
        [TimerTrigger("0 */10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var sweep = context.InstanceServices.GetRequiredService<ImportSweep>();
        var counts = await sweep.RunOnceAsync(client, context.CancellationToken);
        context.GetLogger(Name).LogInformation("Swept imports ({Late}): {Counts}", timer.IsPastDue ? "late" : "on time", counts);
    }
}
