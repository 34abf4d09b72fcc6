using System.Globalization;
using Exports.Functions.ProjectExports;

namespace Exports.Functions.Storage.Tables;

/// <summary>The keys of the webhooks' rows and the ranges they form (<c>docs/storage.md</c>).</summary>
internal static class WebhookKeys
{
    public const string Subscriptions = "4-webhooks";

    private const string ShardDigits = "0123456789abcdef";

    /// <summary>Every partition of the webhooks' index.</summary>
    public static IEnumerable<string> IndexPartitions => ShardDigits.Select(digit => $"hook-{digit}");

    public static string Webhook(string webhookId) => $"5-hook-{webhookId}";

    public static (string From, string Before) Webhooks => ("5-hook-", "5-hook.");

    public static string Event(string jobId, int sequence) => $"6-event-{jobId}-{sequence.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The events of one job; <c>.</c> is the character behind <c>-</c>.</summary>
    public static (string From, string Before) EventsOf(string jobId) => ($"6-event-{jobId}-", $"6-event-{jobId}.");

    public static (string From, string Before) Events => ("6-event-", "6-event.");

    public static string Deliveries(long projectId, string webhookId) => $"{ProjectExportKeys.Partition(projectId)}-{webhookId}";

    /// <summary>An id begins with its time, so its complement sorts newest first.</summary>
    public static string Delivery(string deliveryId) => ExportJobId.Invert(deliveryId);

    public static string DeliveryId(string rowKey) => ExportJobId.Invert(rowKey);

    /// <summary>The last digit of an id is random.</summary>
    public static string IndexPartition(string webhookId) => $"hook-{webhookId[^1]}";

    public static string IndexRow(long projectId, string webhookId) => Deliveries(projectId, webhookId);
}
