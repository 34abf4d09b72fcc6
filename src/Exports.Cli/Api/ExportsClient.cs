using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Exports.Cli.Api;

/// <summary>The calls of the HTTP API that an export needs, each turned into an answer or a <see cref="CommandException"/>.</summary>
internal sealed class ExportsClient(HttpClient http)
{
    private readonly ApiCalls _calls = new(http);

    /// <returns>The new project, or null when the path is taken.</returns>
    public async Task<ProjectAnswer?> TryCreateProjectAsync(string path, string name, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v4/projects")
        {
            Content = JsonContent.Create(new { path, name }, options: ApiCalls.Json),
        };
        using var response = await _calls.SendAsync(request, cancellationToken);
        return response.StatusCode == HttpStatusCode.Conflict
            ? null
            : await _calls.ReadAsync<ProjectAnswer>(response, "creating the project", cancellationToken);
    }

    /// <summary>One commit of many files.</summary>
    public async Task CommitAsync(long project, HttpContent tar, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v4/projects/{project}/files") { Content = tar };
        using var response = await _calls.SendAsync(request, cancellationToken);
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
            Content = JsonContent.Create(new { }, options: ApiCalls.Json),
        };
        using var response = await _calls.SendAsync(request, cancellationToken);
        return (await _calls.ReadAsync<ExportAccepted>(response, "starting the export", cancellationToken)).Job;
    }

    public async Task<ExportAnswer> GetExportAsync(long project, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v4/projects/{project}/export");
        using var response = await _calls.SendAsync(request, cancellationToken);
        return await _calls.ReadAsync<ExportAnswer>(response, "reading the export status", cancellationToken);
    }

    public async Task<JobAnswer> GetJobAsync(long project, string job, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v4/projects/{project}/exports/{job}");
        using var response = await _calls.SendAsync(request, cancellationToken);
        return await _calls.ReadAsync<JobAnswer>(response, "reading the export job", cancellationToken);
    }

    public async Task CancelAsync(long project, string job, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v4/projects/{project}/exports/{job}/cancel");
        using var response = await _calls.SendAsync(request, cancellationToken);
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

        var response = await _calls.SendAsync(request, cancellationToken);
        await ServerErrors.EnsureSuccessAsync(response, "downloading the archive", cancellationToken);
        return response;
    }
}
