using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Exports.Cli.Api;

/// <summary>The calls of the HTTP API about registry imports, each turned into an answer or a <see cref="CommandException"/>.</summary>
internal sealed class RegistryImportsClient(HttpClient http)
{
    private const string Root = "api/v4/registry/imports";

    /// <summary>Registering and resetting twice are harmless: with this header a request is sent again when its answer is lost.</summary>
    private const string Repeatable = "Idempotency-Key";

    private readonly ApiCalls _calls = new(http);

    /// <param name="lines">One JSON object on each line, at most 10,000.</param>
    /// <param name="cancellationToken">Abandons the call; what the server has taken stays.</param>
    /// <exception cref="RejectedRepositoryException">One of them is wrong, and none was taken.</exception>
    public async Task<RegistrationAnswer> RegisterAsync(string lines, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/repositories")
        {
            Content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson"),
            Headers = { { Repeatable, Guid.NewGuid().ToString() } },
        };
        using var response = await _calls.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.BadRequest)
        {
            var message = await ServerErrors.MessageAsync(response, cancellationToken);
            throw RejectedRepositoryException.From(message) as Exception
                ?? new CommandException(ExitCode.ServerError, $"registering: the server answered 400: {message}");
        }

        return await _calls.ReadAsync<RegistrationAnswer>(response, "registering", cancellationToken);
    }

    public Task<RegistryStatusAnswer> GetStatusAsync(CancellationToken cancellationToken) =>
        GetAsync<RegistryStatusAnswer>(Root, "reading the status", cancellationToken);

    public Task<ExplainAnswer> ExplainAsync(string path, CancellationToken cancellationToken) =>
        GetAsync<ExplainAnswer>($"{Root}/explain?path={Uri.EscapeDataString(path)}", $"explaining {path}", cancellationToken);

    /// <param name="action"><c>retry</c>, <c>skip</c>, <c>cancel</c> or <c>force_cancel</c>.</param>
    /// <param name="path">The repository.</param>
    /// <param name="cancellationToken">Abandons the call.</param>
    public Task<RepositoryAnswer> ActAsync(string action, string path, CancellationToken cancellationToken) =>
        PostAsync<RepositoryAnswer>(action, new { path }, $"{action} {path}", cancellationToken);

    public async Task<ResetAnswer> ResetAsync(string reason, bool isDryRun, CancellationToken cancellationToken)
    {
        using var request = Post("reset", new { reason, dry_run = isDryRun });
        request.Headers.Add(Repeatable, Guid.NewGuid().ToString());
        return await SendAsync<ResetAnswer>(request, "resetting", cancellationToken);
    }

    public Task<RegistryStatusAnswer> PauseAsync(string reason, CancellationToken cancellationToken) =>
        PostAsync<RegistryStatusAnswer>("pause", new { reason }, "pausing", cancellationToken);

    public Task<RegistryStatusAnswer> ResumeAsync(string? reason, CancellationToken cancellationToken) =>
        PostAsync<RegistryStatusAnswer>("resume", new { reason }, "resuming", cancellationToken);

    private static HttpRequestMessage Post(string action, object body) => new(HttpMethod.Post, $"{Root}/{action}")
    {
        Content = JsonContent.Create(body, body.GetType(), options: ApiCalls.Json),
    };

    private async Task<T> GetAsync<T>(string address, string what, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync<T>(request, what, cancellationToken);
    }

    private async Task<T> PostAsync<T>(string action, object body, string what, CancellationToken cancellationToken)
    {
        using var request = Post(action, body);
        return await SendAsync<T>(request, what, cancellationToken);
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, string what, CancellationToken cancellationToken)
    {
        using var response = await _calls.SendAsync(request, cancellationToken);
        return await _calls.ReadAsync<T>(response, what, cancellationToken);
    }
}
