using System.Globalization;

namespace Exports.Functions.Tests.Shared.RateLimits;

/// <summary>What an answer's headers say of a limit.</summary>
internal sealed record RateLimitAnswer(int Status, string? Name, int? Limit, int? Observed, int? Remaining, DateTimeOffset? Reset, string? ResetTime, int? RetryAfter)
{
    /// <summary>Reads and disposes the answer.</summary>
    public static async Task<RateLimitAnswer> ReadAsync(Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return new(
            (int)response.StatusCode,
            Text(response, "RateLimit-Name"),
            Number(response, "RateLimit-Limit"),
            Number(response, "RateLimit-Observed"),
            Number(response, "RateLimit-Remaining"),
            Number(response, "RateLimit-Reset") is { } reset ? DateTimeOffset.FromUnixTimeSeconds(reset) : null,
            Text(response, "RateLimit-ResetTime"),
            Number(response, "Retry-After"));
    }

    private static string? Text(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : null;

    private static int? Number(HttpResponseMessage response, string name) =>
        Text(response, name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
