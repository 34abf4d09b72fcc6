using System.Net.Http.Json;
using System.Text.Json;

namespace Exports.Cli.Api;

/// <summary>Sends requests and reads answers; whatever goes wrong on the way is a <see cref="CommandException"/>.</summary>
internal sealed class ApiCalls(HttpClient http)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <returns>The answer, whatever its status, as soon as its headers are there; the caller disposes it.</returns>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw ServerErrors.Unreachable(http.BaseAddress!, exception);
        }
    }

    /// <param name="response">Any answer; one that is not a success is thrown.</param>
    /// <param name="what">What was asked for, for the error's line.</param>
    /// <param name="cancellationToken">Abandons the call.</param>
    public async Task<T> ReadAsync<T>(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        await ServerErrors.EnsureSuccessAsync(response, what, cancellationToken);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
                ?? throw new JsonException("the body is null");
        }
        catch (IOException exception)
        {
            throw ServerErrors.Broken(http.BaseAddress!, exception);
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException or InvalidOperationException)
        {
            throw ServerErrors.Malformed(what, exception);
        }
    }
}
