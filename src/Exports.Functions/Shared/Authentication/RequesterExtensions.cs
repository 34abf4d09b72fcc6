using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.Authentication;

/// <summary>Carries the <see cref="Requester"/> from the middleware to the function.</summary>
internal static class RequesterExtensions
{
    private static readonly object Key = new();

    public static void SetRequester(this HttpContext http, Requester requester) => http.Items[Key] = requester;

    /// <summary>Who sent this request.</summary>
    /// <exception cref="InvalidOperationException">The function is exempt from authentication, so nobody is known.</exception>
    public static Requester Requester(this HttpRequest request) =>
        request.HttpContext.Items[Key] as Requester
        ?? throw new InvalidOperationException("This function is exempt from authentication; its requests have no requester.");
}
