using Exports.Functions.Webhooks.Activities;
using Exports.Functions.Webhooks.Messages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Webhooks;

/// <summary>The activity of webhook deliveries. The work is in <c>Activities/</c>.</summary>
public static class WebhookActivities
{
    internal const string SendWebhook = nameof(SendWebhook);

    [Function(SendWebhook)]
    public static Task<AttemptResult> SendWebhookAsync([ActivityTrigger] AttemptInput input, FunctionContext context) =>
        context.InstanceServices.GetRequiredService<DeliveryAttempt>().RunAsync(input, context.CancellationToken);
}
