using Exports.Functions.ProjectExports.Sweep;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.ProjectExports;

/// <summary>Runs the sweep every hour. It may be late, or miss a run: the next one does the same work.</summary>
public static class ExportSweepTrigger
{
    private const string Name = "ExportSweep";

    [Function(Name)]
    public static async Task RunAsync(
        [TimerTrigger("0 0 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var sweep = context.InstanceServices.GetRequiredService<ExportSweep>();
        var counts = await sweep.RunOnceAsync(client, context.CancellationToken);
        context.GetLogger(Name).LogInformation("Swept active exports ({Late}): {Counts}", timer.IsPastDue ? "late" : "on time", counts);
    }
}
