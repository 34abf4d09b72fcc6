using Exports.Functions.Webhooks.Sweep;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Webhooks;

/// <summary>The timers of webhooks. Each may be late, or miss a run: the next one does the same work.</summary>
public static class WebhookSweepTriggers
{
    private const string Outbox = "WebhookOutboxSweep";
    private const string Pruning = "WebhookPruning";

    [Function(Outbox)]
    public static async Task SweepOutboxAsync(
        [TimerTrigger("0 */10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var sweep = context.InstanceServices.GetRequiredService<OutboxSweep>();
        var (emptied, left) = await sweep.RunOnceAsync(client, context.CancellationToken);
        context.GetLogger(Outbox).LogInformation(
            "Looked at the outboxes of {Emptied} jobs ({Late}); {Left} are left", emptied, timer.IsPastDue ? "late" : "on time", left);
    }

    [Function(Pruning)]
    public static async Task PruneAsync(
        [TimerTrigger("0 40 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, FunctionContext context)
    {
        var counts = await context.InstanceServices.GetRequiredService<DeliveryPruning>().RunOnceAsync(client, context.CancellationToken);
        context.GetLogger(Pruning).LogInformation(
            "Pruned webhook deliveries ({Late}): {Counts}", timer.IsPastDue ? "late" : "on time", counts);
    }
}
