using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Exports.Cli.Api;

/// <summary>The calls of the HTTP API that an export needs, each turned into an answer or a <see cref="CommandException"/>.</summary>
internal sealed class ExportsClient(HttpClient http)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <returns>The new project, or null when the path is taken.</returns>
    public async Task<ProjectAnswer?> TryCreateProjectAsync(string path, string name, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v4/projects")
        {
            Content = JsonContent.Create(new { path, name }, options: Json),
        };
        using var response = await SendAsync(request, cancellationToken);
        return response.StatusCode == HttpStatusCode.Conflict
            ? null
            : await ReadAsync<ProjectAnswer>(response, "creating the project", cancellationToken);
    }

    /// <summary>One commit of many files.</summary>
    public async Task CommitAsync(long project, HttpContent tar, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v4/projects/{project}/files") { Content = tar };
        using var response = await SendAsync(request, cancellationToken);
        await ServerErrors.EnsureSuccessAsync(response, "uploading files", cancellationToken);
    }

    /// <param name="project">Whose archive is wanted.</param>
    /// <param name="idempotencyKey">Makes a repetition after a lost answer return the same job.</param>
    /// <param name="cancellationToken">Abandons the call, not the job.</param>
    public async Task<JobAnswer> StartExportAsync(long project, string idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v4/projects/{project}/export")
        {
            Headers = { { "Idempotency-Key", idempotencyKey } },
            Content = JsonContent.Create(new { }, options: Json),
        };
        using var response = await SendAsync(request, cancellationToken);
        return (await ReadAsync<ExportAccepted>(response, "starting the export", cancellationToken)).Job;
    }

    public async Task<ExportAnswer> GetExportAsync(long project, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v4/projects/{project}/export");
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync<ExportAnswer>(response, "reading the export status", cancellationToken);
    }

    public async Task<JobAnswer> GetJobAsync(long project, string job, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v4/projects/{project}/exports/{job}");
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync<JobAnswer>(response, "reading the export job", cancellationToken);
    }

    public async Task CancelAsync(long project, string job, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v4/projects/{project}/exports/{job}/cancel");
        using var response = await SendAsync(request, cancellationToken);
        await ServerErrors.EnsureSuccessAsync(response, "cancelling the export", cancellationToken);
    }

    /// <param name="project">Whose archive is wanted.</param>
    /// <param name="offset">Where to go on after a broken connection; 0 for the whole archive.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <returns>The response, whose body starts at <paramref name="offset"/>; the caller disposes it.</returns>
    public async Task<HttpResponseMessage> DownloadAsync(long project, long offset, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v4/projects/{project}/export/download");
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }

        var response = await SendAsync(request, cancellationToken);
        await ServerErrors.EnsureSuccessAsync(response, "downloading the archive", cancellationToken);
        return response;
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, string what, CancellationToken cancellationToken)
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

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
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
}
