using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextExtensions
{
    // The entry under which the host leaves the request among the invocation's items.
    internal const string HttpContextKey = "HttpRequestContext";

    /// <summary>The request and response of an HTTP invocation; null in every other kind of function.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(HttpContextKey, out var item) ? item as HttpContext : null;
    }
}
