using Exports.Functions.Housekeeping.Records;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Housekeeping;

/// <summary>Prunes records every hour. It may be late, or miss a run: the next one does the same work.</summary>
public static class RecordPruningTrigger
{
    private const string Name = "PruneRecords";

    [Function(Name)]
    public static async Task RunAsync(
        [TimerTrigger("0 20 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var pruner = context.InstanceServices.GetRequiredService<ExportRecordPruner>();
        var counts = await pruner.RunOnceAsync(client, context.CancellationToken);
        context.GetLogger(Name).LogInformation("Pruned records ({Late}): {Counts}", timer.IsPastDue ? "late" : "on time", counts);
    }
}
