using System.Collections.Concurrent;
using System.Text.Json;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>
/// A client's handler that fails the test when an answer is not as the OpenAPI document says: status, content type, body. Every test of the
/// product asks through one.
/// </summary>
internal sealed class DescribedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Api = "/api/v4";

    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>Each operation and status that was answered, e.g. <c>GetProject 200</c>.</summary>
    public IEnumerable<string> Seen => _seen.Keys;

    public static HttpMessageHandler Around(HttpMessageHandler inner) => new DescribedAnswers(inner);

    /// <summary>One more client of the same host, whose answers can be counted.</summary>
    public static HttpClient Client(HttpClient host, out DescribedAnswers answers)
    {
        answers = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        return new(answers) { BaseAddress = host.BaseAddress };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (!path.StartsWith(Api, StringComparison.Ordinal))
            return response;

        var operation = ApiDescription.Operations.SingleOrDefault(known => known.Matches(request.Method.Method, path[Api.Length..]));
        if (operation is not null)
        {
            _seen[$"{operation.Id} {(int)response.StatusCode}"] = true;
            Assert.Empty(await FaultsAsync(operation, response, cancellationToken));
        }

        Assert.True(operation is not null || !response.IsSuccessStatusCode, $"{request.Method} {path} is answered and not described");
        return response;
    }

    private static async Task<IEnumerable<string>> FaultsAsync(
        ApiOperation operation, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (operation.Response(status) is not { } described)
            return [$"{operation} answers {status}, which is not described"];
        if (operation.Method == "head")
            return [];

        // Only JSON is read here: a file must reach the test as it comes.
        var type = response.Content.Headers.ContentType?.MediaType;
        if (described["content"] is not { } content)
            return type is null || response.Content.Headers.ContentLength == 0 ? [] : [$"{operation} answers {status} with {type}, which is not described"];
        if (type is null || content[type] is not { } media)
            return [$"{operation} answers {status} as {type ?? "nothing"}, which is not described"];
        if (type != "application/json")
            return [];

        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var body = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(cancellationToken));
        return SchemaCheck.Faults(body, media["schema"]!, $"{operation} {status}");
    }
}
