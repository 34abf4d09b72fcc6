using Exports.Functions.Housekeeping.Contents;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Housekeeping;

/// <summary>
/// Collects contents and manifests that nothing names, every night. It may be late, or miss a run: the next one does the same work.
/// </summary>
public static class ContentCollectionTrigger
{
    private const string Name = "CollectContents";

    [Function(Name)]
    public static async Task RunAsync([TimerTrigger("0 40 3 * * *")] TimerInfo timer, FunctionContext context)
    {
        var collector = context.InstanceServices.GetRequiredService<ContentCollector>();
        var counts = await collector.RunOnceAsync(context.CancellationToken);
        context.GetLogger(Name).LogInformation("Collected contents ({Late}): {Counts}", timer.IsPastDue ? "late" : "on time", counts);
    }
}
