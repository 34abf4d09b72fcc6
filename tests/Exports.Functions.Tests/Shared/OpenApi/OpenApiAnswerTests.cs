using System.Net.Http.Json;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.Projects.Imports.Scenarios;
using Exports.TestKit.Hosting;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>Real answers against the document: whatever a client of these tests gets is checked by <see cref="DescribedAnswers"/>.</summary>
public sealed class OpenApiAnswerTests : IAsyncLifetime
{
    /// <summary>The host may be the receiver of its own webhooks.</summary>
    private static readonly Dictionary<string, string> OwnWebhooks = new()
    {
        ["Outbound__AllowHttp"] = "true",
        ["Outbound__AllowedHosts__0"] = "localhost",
    };

    private EmbeddedTestHost _host = null!;
    private HttpClient _http = null!;
    private DescribedAnswers _answers = null!;

    public async Task InitializeAsync()
    {
        _host = await ExportsTestHost.StartAsync(OwnWebhooks);
        _http = DescribedAnswers.Client(_host.Http, out _answers);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Service_Answers_AreAsDescribed()
    {
        await SendAsync("GET", "/health");
        await SendAsync("GET", "/openapi.json");

        AssertSeen("Health 200", "GetOpenApi 200");
    }

    [Fact]
    public async Task Projects_Answers_AreAsDescribed()
    {
        await SendAsync("GET", "/project_templates");
        await _http.CreateProjectAsync("demo/site", "static-site");
        var project = await _http.CreateProjectAsync("demo/docs");
        await SendAsync("POST", "/projects", JsonContent.Create(new { path = "demo/docs" }));
        await SendAsync("POST", "/projects", JsonContent.Create(new { path = "no good" }));
        await SendAsync("GET", "/projects?per_page=1");
        await SendAsync("GET", $"/projects/{project}");
        await SendAsync("DELETE", $"/projects/{project}");
        await SendAsync("GET", $"/projects/{project}");

        AssertSeen(
            "ListProjectTemplates 200",
            "CreateProject 201", "CreateProject 409", "CreateProject 400",
            "ListProjects 200", "GetProject 200", "DeleteProject 202", "GetProject 404");
    }

    [Fact]
    public async Task Files_Answers_AreAsDescribed()
    {
        var project = await _http.CreateProjectAsync("p");
        using (await _http.CommitAsync(project, ("a", "1"), ("b", "2")))
        using (await _http.PutFileAsync(project, "c", [1, 2, 3]))
        using (await _http.GetFileAsync(project, "c"))
            await SendAsync("GET", $"/projects/{project}/files");
        await SendAsync("DELETE", $"/projects/{project}/files?path=c");
        await SendAsync("DELETE", $"/projects/{project}/files?path=c");
        await SendAsync("PUT", $"/projects/{project}/files?path=%2F", new ByteArrayContent([]));

        AssertSeen(
            "CommitProjectFiles 200", "PutProjectFile 200", "GetProjectFiles 200",
            "DeleteProjectFile 204", "DeleteProjectFile 404", "PutProjectFile 400");
    }

    [Fact]
    public async Task Exports_Answers_AreAsDescribed()
    {
        var project = await _http.CreateProjectAsync("p", "static-site");
        var route = $"/projects/{project}/export";
        await SendAsync("GET", route);
        await SendAsync("GET", $"{route}/download");
        var job = await StartAsync(route);
        await _host.SettleAsync();
        await SendAsync("GET", route);
        await SendAsync("GET", $"{route}/download");
        await SendAsync("HEAD", $"{route}/download");
        await SendAsync("POST", $"{route}/archive/pin");
        await SendAsync("GET", route);
        await SendAsync("POST", $"{route}/archive/unpin");
        await SendAsync("GET", $"{route}s");
        await SendAsync("GET", $"{route}s/{job}");
        await SendAsync("POST", $"{route}s/{job}/cancel");
        await SendAsync("DELETE", $"{route}/archive");
        await SendAsync("DELETE", $"{route}/archive");

        AssertSeen(
            "GetExportStatus 200", "DownloadExport 404", "StartExport 202", "DownloadExport 200", "DownloadExportHead 200",
            "PinExportArchive 204", "UnpinExportArchive 204", "ListExports 200", "GetExport 200", "CancelExport 409",
            "DeleteExportArchive 204", "DeleteExportArchive 404");
    }

    [Fact]
    public async Task Imports_Answers_AreAsDescribed()
    {
        await SendAsync("POST", "/projects/import", ImportScenario.Form("bad"u8.ToArray(), ("path", "demo/imported")));
        await SendAsync("POST", "/projects/import", ImportScenario.Form([], ("path", "demo/imported")));
        await _host.SettleAsync();
        await SendAsync("GET", "/projects/demo%2Fimported/import");
        await SendAsync("POST", "/projects/remote-import", JsonContent.Create(new { path = "demo/remote", url = "https://nowhere.invalid/a" }));
        await SendAsync("POST", "/projects/remote-import", JsonContent.Create(new { path = "demo/remote", url = "https://127.0.0.1/a" }));
        await SendAsync("GET", "/projects/4711/import");

        AssertSeen(
            "ImportProject 201", "ImportProject 400", "GetProjectImport 200", "ImportRemoteProject 201", "ImportRemoteProject 400",
            "GetProjectImport 404");
    }

    [Fact]
    public async Task Webhooks_Answers_AreAsDescribed()
    {
        var project = await _http.CreateProjectAsync("p", "static-site");
        var route = $"/projects/{project}/webhooks";
        var url = $"http://localhost:{_host.Http.BaseAddress!.Port}/api/v4/health";
        using var created = await _http.PostAsJsonAsync(ApiClientExtensions.Api + route, new { url, events = new[] { "queued" } });
        var webhook = (await created.ReadJsonAsync(201)).GetProperty("id").GetString();
        await StartAsync($"/projects/{project}/export");
        await _host.SettleAsync();
        await SendAsync("POST", route, JsonContent.Create(new { url = "nowhere" }));
        await SendAsync("GET", $"{route}?per_page=1");
        await SendAsync("GET", $"{route}/{webhook}");
        await SendAsync("GET", $"{route}/{webhook}/deliveries");
        var delivery = (await _http.GetJsonAsync($"{route}/{webhook}/deliveries"))[0].GetProperty("id").GetString();
        await SendAsync("POST", $"{route}/{webhook}/deliveries/{delivery}/redeliver");
        await SendAsync("DELETE", $"{route}/{webhook}");
        await SendAsync("GET", $"{route}/{webhook}");

        AssertSeen(
            "CreateWebhook 201", "CreateWebhook 400", "ListWebhooks 200", "GetWebhook 200", "ListWebhookDeliveries 200",
            "RedeliverWebhook 202", "DeleteWebhook 204", "GetWebhook 404");
    }

    private async Task<string> StartAsync(string route)
    {
        using var response = await _http.PostAsync($"{ApiClientExtensions.Api}{route}", null);
        return (await response.ReadJsonAsync(202)).GetProperty("job").GetProperty("id").GetString()!;
    }

    private async Task SendAsync(string method, string route, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), ApiClientExtensions.Api + route) { Content = content };
        using var response = await _http.SendAsync(request);
    }

    private void AssertSeen(params string[] expected) => Assert.Empty(expected.Except(_answers.Seen));
}
