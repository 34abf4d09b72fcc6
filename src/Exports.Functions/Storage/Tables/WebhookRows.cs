using System.Text.Json;
using Azure.Data.Tables;
using Exports.Functions.Shared.Json;
using Exports.Functions.Webhooks;

namespace Exports.Functions.Storage.Tables;

/// <summary>Turns webhooks, their subscriptions and their events into rows of a project's partition and back.</summary>
internal static class WebhookRows
{
    public static TableEntity ToEntity(Webhook webhook) =>
        new(ProjectExportKeys.Partition(webhook.ProjectId), WebhookKeys.Webhook(webhook.Id))
        {
            ["Id"] = webhook.Id,
            ["Url"] = webhook.Url,
            ["Secret"] = webhook.Secret,
            ["Events"] = Join(webhook.Events.Select(StoredName.Of)),
            ["CreatedAt"] = webhook.CreatedAt,
            ["DisabledAt"] = webhook.DisabledAt,
            ETag = webhook.ETag,
        };

    public static Webhook ToWebhook(TableEntity entity) => new()
    {
        ProjectId = ProjectExportKeys.ProjectId(entity.PartitionKey),
        Id = entity.GetString("Id"),
        Url = entity.GetString("Url"),
        Secret = entity.GetString("Secret"),
        Events = [.. Split(entity.GetString("Events")).Select(StoredName.Parse<WebhookEventType>)],
        CreatedAt = entity.GetDateTimeOffset("CreatedAt")!.Value,
        DisabledAt = entity.GetDateTimeOffset("DisabledAt"),
        ETag = entity.ETag,
    };

    public static TableEntity ToEntity(WebhookSubscriptions subscriptions) =>
        new(ProjectExportKeys.Partition(subscriptions.ProjectId), WebhookKeys.Subscriptions)
        {
            ["Webhooks"] = JsonSerializer.Serialize(subscriptions.Items, ApiJson.Options),
        };

    public static WebhookSubscriptions ToSubscriptions(TableEntity entity) => new(
        ProjectExportKeys.ProjectId(entity.PartitionKey),
        JsonSerializer.Deserialize<WebhookSubscription[]>(entity.GetString("Webhooks"), ApiJson.Options)!,
        entity.ETag);

    public static TableEntity ToEntity(WebhookEvent change) =>
        new(ProjectExportKeys.Partition(change.ProjectId), WebhookKeys.Event(change.JobId, change.Sequence))
        {
            ["JobId"] = change.JobId,
            ["Sequence"] = change.Sequence,
            ["Type"] = StoredName.Of(change.Type),
            ["OccurredAt"] = change.OccurredAt,
            ["Job"] = change.Job,
            ["Webhooks"] = Join(change.Webhooks),
        };

    public static WebhookEvent ToEvent(TableEntity entity) => new(
        ProjectExportKeys.ProjectId(entity.PartitionKey),
        entity.GetString("JobId"),
        entity.GetInt32("Sequence")!.Value,
        StoredName.Parse<WebhookEventType>(entity.GetString("Type")))
    {
        OccurredAt = entity.GetDateTimeOffset("OccurredAt")!.Value,
        Job = entity.GetString("Job"),
        Webhooks = Split(entity.GetString("Webhooks")),
    };

    private static string Join(IEnumerable<string> words) => string.Join(',', words);

    private static string[] Split(string words) => words.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
