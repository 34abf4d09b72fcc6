using System.Net;

namespace Exports.Functions.Shared.Outbound;

/// <summary>
/// What a redirect makes of a request. One with a body goes on by 307 and 308 alone, and only if the body can be sent again: turned
/// into a GET, as 301 to 303 would, it would end in a success that delivered nothing. A redirect that is not followed is the answer.
/// </summary>
internal static class RedirectRules
{
    /// <summary>All that another origin is told. Everything else may be a credential, whatever its name.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Expect", "If-Range", "Range", "User-Agent",
    };

    /// <summary>Where the response sends this request on; null where it is the answer.</summary>
    public static Uri? Next(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location || !IsFollowed(request, response.StatusCode))
            return null;
        return Uri.TryCreate(request.RequestUri, location, out var next) ? next : null;
    }

    /// <summary>Makes the request one for the next hop.</summary>
    /// <exception cref="ForbiddenDestinationException">From https to http: what was meant to be encrypted stays so.</exception>
    public static void Follow(HttpRequestMessage request, Uri next)
    {
        var current = request.RequestUri!;
        if (current.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
            throw new ForbiddenDestinationException($"The host {HostText.Of(current)} redirects from https to {next.Scheme}.");

        if (!IsSameOrigin(current, next))
        {
            foreach (var (name, _) in request.Headers.ToArray())
            {
                if (!Harmless.Contains(name))
                    request.Headers.Remove(name);
            }
        }

        request.RequestUri = next;
    }

    private static bool IsFollowed(HttpRequestMessage request, HttpStatusCode status) => status switch
    {
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther =>
            request.Content is null && IsReading(request.Method),
        HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect =>
            request.Content is null or ByteArrayContent or ReadOnlyMemoryContent or IReplayableContent,
        _ => false,
    };

    private static bool IsReading(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Head;

    private static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
