using System.Text.Json;
using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Http;
using Exports.Functions.Shared;
using Exports.Functions.Shared.Json;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Webhooks;

/// <summary>
/// Writes the outbox row of a state change, for the change's own transaction: no event without its change, no change without its event.
/// </summary>
internal sealed class WebhookOutbox(WebhookTable webhooks)
{
    /// <summary>Call right before the write, so that a webhook registered meanwhile is seen. One point read.</summary>
    /// <param name="before">The job as it was; null when it is new.</param>
    /// <param name="after">The job as it will be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The row to write; null when the status stays, or nobody wants to hear of it.</returns>
    public async Task<WebhookEvent?> DraftAsync(ProjectExportJob? before, ProjectExportJob after, CancellationToken cancellationToken)
    {
        // The webhooks of a deleted project go with it.
        if (before?.Status == after.Status || after.Reason is FailureReason.ProjectDeleted)
            return null;

        var type = TypeOf(after.Status);
        var subscriptions = await webhooks.GetSubscriptionsAsync(after.ProjectId, cancellationToken);
        var wanting = subscriptions.Items.Where(subscription => subscription.Wants(type)).Select(subscription => subscription.Id).ToArray();
        return wanting.Length == 0
            ? null
            : new(after.ProjectId, after.JobId, Sequence(before), type)
            {
                OccurredAt = after.UpdatedAt,
                Job = JsonSerializer.Serialize(ExportJobResponse.From(after), ApiJson.Options),
                Webhooks = wanting,
            };
    }

    private static int Sequence(ProjectExportJob? before) => before?.Status switch
    {
        null => 1,
        ExportJobStatus.Queued => 2,
        _ => 3,
    };

    private static WebhookEventType TypeOf(ExportJobStatus status) => status switch
    {
        ExportJobStatus.Queued => WebhookEventType.Queued,
        ExportJobStatus.Started => WebhookEventType.Started,
        ExportJobStatus.Finished => WebhookEventType.Finished,
        _ => WebhookEventType.Failed,
    };
}
