using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Webhooks.Sweep;

/// <summary>The pruning's decision about one webhook, from what was read; it reads nothing itself.</summary>
internal static class PruningRules
{
    /// <summary>Far longer than any request or activity that still writes a delivery, or has yet to write its webhook.</summary>
    internal static readonly TimeSpan SettledAfter = TimeSpan.FromDays(1);

    public static PruningVerdict Decide(WebhookIndexEntry entry, bool webhookExists, bool projectExists, DateTimeOffset now)
    {
        if (webhookExists)
            return projectExists ? PruningVerdict.PruneOld : PruningVerdict.RemoveWebhooks;
        return now - entry.ChangedAt >= SettledAfter ? PruningVerdict.RemoveAll : PruningVerdict.RemoveDeliveries;
    }
}
