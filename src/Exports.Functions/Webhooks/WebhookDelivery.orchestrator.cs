using Exports.Functions.ProjectExports;
using Exports.Functions.Webhooks.Messages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Exports.Functions.Webhooks;

/// <summary>One event on its way to one webhook: attempt after attempt, until the activity says that none follows.</summary>
public static class WebhookDeliveryOrchestrator
{
    internal const string Name = "WebhookDelivery";

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var delivery = context.GetInput<DeliveryInput>()!;
        for (var number = 1; ; number++)
        {
            var result = await context.CallActivityAsync<AttemptResult>(
                WebhookActivities.SendWebhook, new AttemptInput(delivery, number), ExportRetries.Insistent);
            if (result.NextAttemptAt is not { } next)
                return;
            await context.CreateTimer(next.UtcDateTime, CancellationToken.None);
        }
    }
}
