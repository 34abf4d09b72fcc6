using Microsoft.Extensions.Logging;

namespace Exports.Functions.Shared.RateLimits;

internal static partial class RateLimitLog
{
    [LoggerMessage(1101, LogLevel.Information, "{Requester} has used up {Limit} for this minute")]
    public static partial void LimitReached(this ILogger logger, string requester, string limit);

    [LoggerMessage(1102, LogLevel.Warning, "{Limit} could not be counted for {Requester}; the request goes on uncounted")]
    public static partial void NotCounted(this ILogger logger, Exception exception, string limit, string requester);
}
