using System.Net;

namespace Exports.Functions.Tests.RegistryImports.Registry;

/// <summary>Gives one answer, or throws, and remembers what was asked.</summary>
internal sealed class ScriptedRegistry(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public List<(string Method, string Address, string? Authorization)> Requests { get; } = [];

    public static ScriptedRegistry Answers(int status, string body = "", string? retryAfter = null) =>
        Answers(status, new StringContent(body), retryAfter);

    public static ScriptedRegistry Answers(int status, HttpContent body, string? retryAfter = null) => new((_, _) =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = body };
        if (retryAfter is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return Task.FromResult(response);
    });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString()));
        return answer(request, cancellationToken);
    }
}
