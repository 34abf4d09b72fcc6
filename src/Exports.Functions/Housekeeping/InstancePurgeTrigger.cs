using Exports.Functions.Housekeeping.Instances;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Housekeeping;

/// <summary>Purges finished orchestrations every night. It may be late, or miss a run: the next one does the same work.</summary>
public static class InstancePurgeTrigger
{
    private const string Name = "PurgeInstances";

    [Function(Name)]
    public static async Task RunAsync(
        [TimerTrigger("0 10 4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var purge = context.InstanceServices.GetRequiredService<InstancePurge>();
        var result = await purge.RunOnceAsync(client, context.CancellationToken);
        context.GetLogger(Name).LogInformation(
            "Purged {Count} finished orchestrations ({Late}), all of them: {Complete}",
            result.PurgedInstanceCount,
            timer.IsPastDue ? "late" : "on time",
            result.IsComplete);
    }
}
