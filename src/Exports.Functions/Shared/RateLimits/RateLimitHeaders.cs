using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.RateLimits;

/// <summary>The headers by which GitLab tells a client where it stands.</summary>
internal static class RateLimitHeaders
{
    /// <summary>Sends them with whatever the answer will be; an error clears what was set directly.</summary>
    public static void Announce(this HttpResponse response, RateLimitTally tally, DateTimeOffset now) => response.OnStarting(() =>
    {
        Set(response, "RateLimit-Name", tally.Name);
        Set(response, "RateLimit-Limit", tally.Limit);
        Set(response, "RateLimit-Observed", tally.Observed);
        Set(response, "RateLimit-Remaining", tally.Remaining);
        Set(response, "RateLimit-Reset", tally.Reset.ToUnixTimeSeconds());
        if (!tally.IsAllowed)
        {
            Set(response, "RateLimit-ResetTime", tally.Reset.ToString("r", CultureInfo.InvariantCulture));
            Set(response, "Retry-After", tally.SecondsLeft(now));
        }

        return Task.CompletedTask;
    });

    private static void Set(HttpResponse response, string name, IFormattable value) =>
        Set(response, name, value.ToString(null, CultureInfo.InvariantCulture));

    private static void Set(HttpResponse response, string name, string value) => response.Headers[name] = value;
}
