using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared.Durable;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks.Messages;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Webhooks;

/// <summary>
/// Empties the outbox: one delivery with an orchestration per event and webhook, and when all of them are there, the event goes. Every
/// step finds its own effect, so it may be repeated, also by two at once.
/// </summary>
internal sealed class WebhookDispatcher(
    WebhookTable webhooks,
    WebhookDeliveryTable deliveries,
    ProjectTable projects,
    IOptions<WebhookOptions> options,
    ILogger<WebhookDispatcher> logger)
{
    /// <summary>Hands over what the outbox holds of a job. A failure is logged and left to the sweep: it never is the job's.</summary>
    /// <returns>Whether nothing of the job is left in the outbox.</returns>
    public async Task<bool> TryDispatchAsync(JobKey job, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in webhooks.EventsAsync(job.ProjectId, job.JobId, cancellationToken))
                await DispatchAsync(change, client, cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.DispatchFailed(failure, job.ProjectId, job.JobId);
            return false;
        }
    }

    private async Task DispatchAsync(WebhookEvent change, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await projects.GetAsync(change.ProjectId, cancellationToken) is { } project)
        {
            var body = WebhookPayload.Create(change, project);
            await Task.WhenAll(change.Webhooks.Select(webhook => StartAsync(change, webhook, body, client, cancellationToken)));
        }

        await webhooks.RemoveEventAsync(change, cancellationToken);
    }

    private async Task StartAsync(
        WebhookEvent change, string webhookId, string body, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Deleted or disabled since the change: nobody waits for it any more.
        if (await webhooks.FindAsync(change.ProjectId, webhookId, cancellationToken) is not { DisabledAt: null })
            return;

        var key = new DeliveryKey(change.ProjectId, webhookId, WebhookIds.OfDelivery(change, webhookId));
        var delivery = new WebhookDelivery
        {
            Key = key,
            EventId = change.Id,
            Type = change.Type,
            Body = body,
            CreatedAt = change.OccurredAt,
        };
        await deliveries.EnsureAsync(delivery, cancellationToken);
        await client.EnsureScheduledAsync(
            WebhookDeliveryOrchestrator.Name, new DeliveryInput(key, options.Value.RetrySettings()), key.InstanceId, cancellationToken);
    }
}
