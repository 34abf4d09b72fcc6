using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Shared.Http;

/// <summary>
/// A result with no public property. The worker serialises an HTTP function's return value once more for its host, although the response
/// has left already; this one serialises to nothing, so a long list is not sent twice and a stream is not touched.
/// </summary>
internal sealed class ApiResult(IResult inner) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => inner.ExecuteAsync(httpContext);
}
