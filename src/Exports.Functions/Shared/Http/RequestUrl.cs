using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.Http;

/// <summary>Absolute addresses for answers, as the caller reached us.</summary>
internal static class RequestUrl
{
    /// <summary>Scheme, host and base path, without a slash at the end.</summary>
    public static string BaseUrl(this HttpRequest request) =>
        $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";

    /// <summary>The address of an API route, e.g. <c>ApiUrl("projects/1")</c>.</summary>
    public static string ApiUrl(this HttpRequest request, string route) => $"{request.BaseUrl()}/api/v4/{route}";
}
