using System.Globalization;
using Azure;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>An entity's ETag: weak, and derived from its timestamp: <c>W/"datetime'2026-01-31T12%3A00%3A00.0000000Z'"</c>.</summary>
internal static class EntityTag
{
    private const string Prefix = "W/\"datetime'";
    private const string Suffix = "'\"";

    public static ETag Of(DateTimeOffset timestamp)
    {
        var time = timestamp.UtcDateTime.ToString("yyyy-MM-ddTHH':'mm':'ss.fffffff'Z'", CultureInfo.InvariantCulture);
        return new ETag(Prefix + Uri.EscapeDataString(time) + Suffix);
    }

    /// <summary>Whether a condition holds for a version.</summary>
    /// <exception cref="RequestFailedException">400 <c>InvalidInput</c>: the condition is neither <c>*</c> nor an entity's tag.</exception>
    public static bool Matches(ETag condition, DateTimeOffset timestamp)
    {
        if (condition == ETag.All)
        {
            return true;
        }

        var text = condition.ToString();
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || !text.EndsWith(Suffix, StringComparison.Ordinal))
        {
            throw TableErrors.InvalidInput($"The etag value '{text}' specified in one of the request headers is not valid.");
        }

        return condition == Of(timestamp);
    }
}
