using System.Text.Json;
using Exports.Functions.Shared.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared.Http;

/// <summary>Reads request bodies within <see cref="HttpLimitsOptions.MaxBodyBytes"/>.</summary>
internal sealed class RequestBody(IOptions<HttpLimitsOptions> options)
{
    /// <summary>No request of this API needs more JSON than this, in bytes.</summary>
    internal const long MaxJsonBytes = 1 << 20;

    /// <summary>The body as a stream that enforces the limit while it is read.</summary>
    /// <exception cref="ApiException">413 when <c>Content-Length</c> already says too much.</exception>
    public LimitedReadStream Open(HttpRequest request) => Open(request, options.Value.MaxBodyBytes);

    /// <summary>The body as JSON.</summary>
    /// <exception cref="ApiException">400 for an empty body, malformed JSON, or JSON of another shape; 413 when it is too long.</exception>
    public async Task<T> ReadJsonAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var body = Open(request, Math.Min(MaxJsonBytes, options.Value.MaxBodyBytes));
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(body, ApiJson.Options, cancellationToken)
                ?? throw ApiException.BadRequest("400 Bad request - the body is null; a JSON object is expected");
        }
        catch (JsonException exception) when (body.Position == 0)
        {
            throw ApiException.BadRequest("400 Bad request - the body is empty; a JSON object is expected", exception);
        }
        catch (JsonException exception)
        {
            throw ApiException.BadRequest(
                $"400 Bad request - the body is not the JSON expected here: {JsonFault.Describe(exception)}", exception);
        }
    }

    /// <summary>As <see cref="ReadJsonAsync{T}"/>, for routes whose body may be left out.</summary>
    public async Task<T?> ReadOptionalJsonAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var mayHaveBody = request.ContentLength is > 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count > 0);
        return mayHaveBody ? await ReadJsonAsync<T>(request, cancellationToken) : null;
    }

    /// <summary>As <see cref="Open(HttpRequest)"/>, with a limit of the route's own, in bytes.</summary>
    public static LimitedReadStream Open(HttpRequest request, long limit) =>
        request.ContentLength > limit ? throw ApiException.TooLarge(limit) : new LimitedReadStream(request.Body, limit);
}
