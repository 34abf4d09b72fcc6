using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.Shared.OpenApi;
using Exports.TestKit.Hosting;
using Exports.TestKit.StorageFaults;

namespace Exports.Functions.Tests.Shared.RateLimits;

/// <summary>The product with its default limits and two tokens, and one project whose archive can be downloaded.</summary>
internal sealed class RateLimitScenario : IAsyncDisposable
{
    public const string Alice = "hush-token-of-alice";
    public const string Bob = "hush-token-of-bob";

    private RateLimitScenario(EmbeddedTestHost host, StorageFaultPlan faults)
    {
        Host = host;
        Faults = faults;
    }

    public EmbeddedTestHost Host { get; }

    public StorageFaultPlan Faults { get; }

    public long Project { get; private init; }

    /// <param name="settings">Settings of rate limits by name, others with their section.</param>
    public static async Task<RateLimitScenario> StartAsync(params (string Name, string Value)[] settings)
    {
        var faults = new StorageFaultPlan();
        var host = await EmbeddedTestHost.StartAsync(new EmbeddedTestSetup(Program.CreateBuilder, typeof(Program).Assembly)
        {
            Client = DescribedAnswers.Around,
            Settings = Settings(settings),
            Observe = plan => faults = new StorageFaultPlan(plan),
        });
        return new(host, faults) { Project = await host.Http.CreateProjectAsync("limited") };
    }

    /// <summary>The same, with an archive; the export that made it was counted in an earlier minute.</summary>
    public static async Task<RateLimitScenario> StartWithArchiveAsync(params (string Name, string Value)[] settings)
    {
        var scenario = await StartAsync(settings);
        using var accepted = await scenario.ExportAsync();
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        await scenario.Host.SettleAsync();
        await scenario.Host.AdvanceAsync(TimeSpan.FromMinutes(2));
        return scenario;
    }

    public Task<HttpResponseMessage> ExportAsync(
        string? token = null, string? key = null, long? project = null, HttpClient? http = null, string? body = null)
    {
        var request = Request(HttpMethod.Post, $"{project ?? Project}/export", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return (http ?? Host.Http).SendAsync(request);
    }

    /// <summary>Asks for the archive of the project, or of another one by its id or path.</summary>
    public Task<HttpResponseMessage> DownloadAsync(
        object? project = null, HttpMethod? method = null, HttpClient? http = null, params (string Name, string Value)[] headers)
    {
        var request = Request(method ?? HttpMethod.Get, $"{project ?? Project}/export/download", token: null);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return (http ?? Host.Http).SendAsync(request);
    }

    /// <summary>Uploads something to import; that it is no archive shows later.</summary>
    public Task<HttpResponseMessage> ImportAsync(string path)
    {
        var form = new MultipartFormDataContent { { new StringContent(path), "path" } };
        form.Add(new ByteArrayContent("no archive"u8.ToArray()), "file", "archive.tar.gz");
        return Host.Http.PostAsync($"{ApiClientExtensions.Api}/projects/import", form);
    }

    public Task<HttpResponseMessage> ImportRemoteAsync(string path, string url = "https://example.com/hush.tar.gz") =>
        Host.Http.PostAsJsonAsync($"{ApiClientExtensions.Api}/projects/remote-import", new { path, url });

    /// <summary>Every row of the table.</summary>
    public async Task<int> CountRowsAsync() => await Host.Tables.GetTableClient(RateLimitTable.Name)
        .QueryAsync<Azure.Data.Tables.TableEntity>().CountAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static HttpRequestMessage Request(HttpMethod method, string route, string? token)
    {
        var request = new HttpRequestMessage(method, $"{ApiClientExtensions.Api}/projects/{route}");
        if (token is not null)
            request.Headers.Add("PRIVATE-TOKEN", token);
        return request;
    }

    private static Dictionary<string, string> Settings((string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(
            setting => setting.Name.Contains("__", StringComparison.Ordinal) ? setting.Name : $"RateLimits__{setting.Name}", setting => setting.Value);
        foreach (var (index, name, token) in new[] { (0, "alice", Alice), (1, "bob", Bob) })
        {
            all[$"Authentication__Tokens__{index}__Name"] = name;
            all[$"Authentication__Tokens__{index}__Hash"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
            all[$"Authentication__Tokens__{index}__Scope"] = "api";
        }

        return all;
    }
}
