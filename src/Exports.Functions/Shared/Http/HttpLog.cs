using Microsoft.Extensions.Logging;

namespace Exports.Functions.Shared.Http;

internal static partial class HttpLog
{
    [LoggerMessage(1001, LogLevel.Error, "{Function} answered {Status} because of an unexpected failure")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string function, int status);

    [LoggerMessage(1002, LogLevel.Debug, "The client of {Function} went away before the answer")]
    public static partial void ClientWentAway(this ILogger logger, string function);
}
