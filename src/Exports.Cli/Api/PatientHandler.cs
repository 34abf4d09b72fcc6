using System.Net;

namespace Exports.Cli.Api;

/// <summary>
/// Waits when the server says "too many requests", and repeats a request that can be repeated when the connection broke or
/// the server was briefly unavailable.
/// </summary>
internal sealed class PatientHandler(HttpMessageHandler inner, TimeProvider time, Action<string> say) : DelegatingHandler(inner)
{
    private const int Attempts = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var backoff = FirstPause * Math.Pow(2, attempt - 1);
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (attempt == Attempts || PauseAfter(request, response, backoff) is not { } pause)
                {
                    return response;
                }

                response.Dispose();
                await Task.Delay(pause, time, cancellationToken);
            }
            catch (HttpRequestException exception) when (attempt < Attempts && WorthAnotherTry(request, exception))
            {
                say($"connection lost ({exception.HttpRequestError}), trying again");
                await Task.Delay(backoff, time, cancellationToken);
            }
        }
    }

    /// <summary>A refused connection is an answer; a connection that broke half way deserves another try.</summary>
    private static bool WorthAnotherTry(HttpRequestMessage request, HttpRequestException exception) =>
        CanRepeat(request)
        && exception.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.Unknown;

    private static bool CanRepeat(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Headers.Contains("Idempotency-Key");

    /// <returns>How long to wait before the same request goes out again, or null when the answer is final.</returns>
    private TimeSpan? PauseAfter(HttpRequestMessage request, HttpResponseMessage response, TimeSpan backoff)
    {
        switch (response.StatusCode)
        {
            // A refused request did nothing, so even an upload may be sent again: its files are opened anew.
            case HttpStatusCode.TooManyRequests when RetryAfter(response) is { } wait && wait <= LongestPause:
                say($"the server asks for {wait.TotalSeconds:0} seconds of patience");
                return wait;
            case HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout when CanRepeat(request):
                return backoff;
            default:
                return null;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
            _ => null,
        };
}
