using System.Globalization;
using Azure;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared.RateLimits;

/// <summary>
/// Counts requests by requester and minute in a row that all instances share. Called where the work begins that a limit protects, after
/// everything that refuses for another reason.
/// </summary>
internal sealed class RateLimiter(RateLimitTable table, IOptions<RateLimitOptions> options, TimeProvider time, ILogger<RateLimiter> logger)
{
    /// <summary>A limit must not hold up what it cannot count.</summary>
    private const int UncertainRounds = 3;

    /// <summary>Counts the request and announces the count in its response.</summary>
    /// <param name="request">An authenticated request.</param>
    /// <param name="limit">Which limit.</param>
    /// <param name="subject">What is counted apart, such as a project's id; 0 for everything together.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ApiException">429: this minute's requests are used up.</exception>
    public async Task AdmitAsync(HttpRequest request, RateLimit limit, long subject, CancellationToken cancellationToken)
    {
        var allowed = limit.Setting(options.Value);
        if (allowed == 0)
        {
            return;
        }

        var call = new RateLimitCall(limit, request.Requester().Name, subject, allowed, Guid.NewGuid().ToString("N")[..8]);
        if (await CountAsync(call, cancellationToken) is not { } tally)
        {
            return;
        }

        var now = time.GetUtcNow();
        request.HttpContext.Response.Announce(tally, now);
        if (!tally.IsAllowed)
        {
            logger.LimitReached(call.Requester, limit.Name);
            throw Refusal(tally, now);
        }
    }

    private static ApiException Refusal(RateLimitTally tally, DateTimeOffset now) => new(
        StatusCodes.Status429TooManyRequests,
        string.Create(
            CultureInfo.InvariantCulture,
            $"429 Too Many Requests - {tally.Name} is limited to {tally.Limit} a minute; try again in {tally.SecondsLeft(now)} seconds"));

    /// <returns>
    /// Null when the count is unknown: then the request goes on, because a limit guards against excess and forbids nothing.
    /// </returns>
    private async Task<RateLimitTally?> CountAsync(RateLimitCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await StorageDecision.RepeatAsync(() => CountOnceAsync(call, cancellationToken), UncertainRounds);
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // Hundreds of others were counted on this row meanwhile: that is the excess.
            return new(call.Limit.Name, call.Allowed, call.Allowed + 1, RateLimitWindow.At(time.GetUtcNow()).End);
        }
        catch (Exception exception) when (StorageErrors.IsUncertain(exception) || StorageErrors.IsRefused(exception))
        {
            logger.NotCounted(exception, call.Limit.Name, call.Requester);
            return null;
        }
    }

    private async Task<RateLimitTally> CountOnceAsync(RateLimitCall call, CancellationToken cancellationToken)
    {
        var found = await table.FindAsync(call, cancellationToken);
        var (tally, changed) = RateLimitRules.Count(found, RateLimitWindow.At(time.GetUtcNow()), call);
        if (changed is not null)
        {
            await table.WriteAsync(call, changed, cancellationToken);
        }

        return tally;
    }
}
