using System.Net;
using System.Text;
using Exports.Cli.Api;

namespace Exports.Functions.Tests.Cli;

/// <summary>Answers each request by a function of it and remembers what was asked.</summary>
internal sealed class ScriptedServer(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<string> Requests { get; } = [];

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public HttpClient Http() => new(this) { BaseAddress = new Uri("http://server.test/") };

    public ExportsClient Client() => new(Http());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
        {
            await request.Content.CopyToAsync(Stream.Null, cancellationToken);
        }

        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        return answer(request);
    }
}
