using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Webhooks;

/// <summary>
/// The ids of webhooks and deliveries: 32 lower-case hex digits that begin with the milliseconds since 1970, so that they sort by time;
/// the same shape as a job's id.
/// </summary>
internal static class WebhookIds
{
    private const int Length = 32;

    /// <summary>Sorts a redelivery behind everything else of its millisecond.</summary>
    private const char RedeliveryRank = 'f';

    /// <summary>
    /// A delivery of an event to a webhook has one id, however often the dispatch is repeated; in one millisecond, a job's changes keep
    /// their order.
    /// </summary>
    public static string OfDelivery(WebhookEvent change, string webhookId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{change.Id}/{webhookId}"));
        return Create(change.OccurredAt, change.Sequence.ToString("x1", CultureInfo.InvariantCulture)[0], Convert.ToHexStringLower(hash));
    }

    public static string OfRedelivery(DateTimeOffset now) =>
        Create(now, RedeliveryRank, RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <summary>What sorts before every delivery of this moment and later.</summary>
    public static string Before(DateTimeOffset moment) => Create(moment, '0', new string('0', Length));

    private static string Create(DateTimeOffset time, char rank, string unique) =>
        string.Concat(time.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture), rank.ToString(), unique)[..Length];
}
