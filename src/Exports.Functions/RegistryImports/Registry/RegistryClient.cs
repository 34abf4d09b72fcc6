using System.Net;
using System.Net.Http.Headers;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Registry;

/// <summary>
/// Speaks the registry's import API. Nothing is repeated here: a start that timed out may have been taken, and the next poll or
/// reconciliation finds out better than a blind repeat.
/// </summary>
internal sealed class RegistryClient(
    HttpClient http, RegistryTokens tokens, TimeProvider time, IOptions<RegistryImportOptions> options) : IRegistryClient
{
    private const string NotReady = "IMPORT_REPOSITORY_NOT_READY";

    public async Task<StartAnswer> StartAsync(string path, ImportStep step, CancellationToken cancellationToken)
    {
        var type = step == ImportStep.PreImport ? "pre" : "final";
        var answer = await SendAsync(HttpMethod.Put, path, $"?import_type={type}", cancellationToken);
        return new(KindOf(answer), answer.Sentence, answer.RetryAfter);
    }

    public async Task<StatusAnswer> GetStatusAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, path, string.Empty, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.OK when answer.Body.Status is { } status =>
                new(StatusAnswerKind.Known, Describe(status, answer.Body), status, answer.Body.Detail),
            HttpStatusCode.OK => new(StatusAnswerKind.Unavailable, "The registry answers with a status that is not in its API."),
            HttpStatusCode.NotFound => new(StatusAnswerKind.NotFound, answer.Sentence),
            _ => new(StatusAnswerKind.Unavailable, answer.Sentence),
        };
    }

    public async Task<CancelAnswer> CancelAsync(string path, bool force, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Delete, path, force ? "?force=true" : string.Empty, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.Accepted => new(CancelAnswerKind.Accepted, answer.Sentence),
            HttpStatusCode.BadRequest => new(CancelAnswerKind.NotInProgress, answer.Sentence, answer.Body.Status),
            HttpStatusCode.NotFound => new(CancelAnswerKind.NotFound, answer.Sentence),
            null => new(CancelAnswerKind.NoAnswer, answer.Sentence),
            _ => new(CancelAnswerKind.Unavailable, answer.Sentence),
        };
    }

    private static StartAnswerKind KindOf(RegistryAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Accepted => StartAnswerKind.Started,
        HttpStatusCode.OK => StartAnswerKind.AlreadyThere,
        HttpStatusCode.NotFound => StartAnswerKind.NotFound,
        HttpStatusCode.Conflict => StartAnswerKind.ImportRunning,
        (HttpStatusCode)425 => StartAnswerKind.PreImportRunning,
        HttpStatusCode.FailedDependency => StartAnswerKind.PreImportMissing,
        HttpStatusCode.TooManyRequests => answer.Body.Codes.Contains(NotReady) ? StartAnswerKind.NotReady : StartAnswerKind.Busy,
        HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout => StartAnswerKind.Unavailable,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => StartAnswerKind.Refused,
        _ => StartAnswerKind.Unavailable,
    };

    private static string Describe(RegistryStatus status, RegistryBody body) =>
        body.Detail is { Length: > 0 } detail
            ? $"The registry says {StoredName.Of(status)}: {detail}"
            : $"The registry says {StoredName.Of(status)}.";

    private async Task<RegistryAnswer> SendAsync(HttpMethod method, string path, string query, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(method, AddressOf(path, query));
            if (tokens.Create() is { } token)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RegistryAnswer.None($"The registry did not answer within {options.Value.RequestTimeout.TotalSeconds:0} s.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return RegistryAnswer.None($"The registry cannot be reached: {failure.Message}");
        }
    }

    /// <summary>The API insists on the trailing slash.</summary>
    private Uri AddressOf(string path, string query)
    {
        var registry = options.Value.RegistryUrl ?? throw new InvalidOperationException("RegistryImports:RegistryUrl is not set.");
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return new(registry, $"/gitlab/v1/import/{escaped}/{query}");
    }

    private async Task<RegistryAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await RegistryBody.ReadAsync(response.Content, cancellationToken);
        var wish = response.Headers.RetryAfter;
        var retryAfter = wish?.Delta ?? wish?.Date - time.GetUtcNow();
        var codes = body.Codes.Count == 0 ? string.Empty : $" ({string.Join(", ", body.Codes)})";
        return new(response.StatusCode, body, $"The registry answers {(int)response.StatusCode}{codes}.", retryAfter);
    }
}
