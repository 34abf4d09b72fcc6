using System.Text.Json;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>A client's handler that fails the test when an answer is not as the OpenAPI document says.</summary>
internal sealed class DescribedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Api = "/api/v4";

    private readonly HashSet<string> _seen = [];

    /// <summary>Each operation and status that was answered, e.g. <c>GetProject 200</c>.</summary>
    public IReadOnlySet<string> Seen => _seen;

    public static HttpClient Client(HttpClient host, out DescribedAnswers answers)
    {
        answers = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        return new(answers) { BaseAddress = host.BaseAddress };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        var operation = ApiDescription.Operations.SingleOrDefault(
            known => path.StartsWith(Api, StringComparison.Ordinal) && known.Matches(request.Method.Method, path[Api.Length..]));
        Assert.True(operation is not null, $"{request.Method} {path} is not described");

        var status = (int)response.StatusCode;
        Assert.Equal([], await FaultsAsync(operation, response, cancellationToken));
        _seen.Add($"{operation.Id} {status}");
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

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType;
        if (described["content"] is not { } content)
            return body.Length == 0 ? [] : [$"{operation} answers {status} with a body of {type}, which is not described"];
        if (type is null || content[type] is not { } media)
            return [$"{operation} answers {status} as {type ?? "nothing"}, which is not described"];
        return type == "application/json"
            ? SchemaCheck.Faults(JsonSerializer.Deserialize<JsonElement>(body), media["schema"]!, $"{operation} {status}")
            : [];
    }
}
