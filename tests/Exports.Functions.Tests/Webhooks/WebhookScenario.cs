using System.Net.Http.Json;
using System.Text.Json;
using Exports.Functions.Shared.Outbound;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Scenarios;
using Exports.Functions.Tests.Shared.OpenApi;
using Exports.Functions.Tests.Shared.Outbound;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>The whole product with one project and a receiver at <c>http://hooks.example</c>, seen through HTTP from both sides.</summary>
internal sealed class WebhookScenario : IAsyncDisposable
{
    public const string Url = "http://hooks.example/deep/hook?signed=hush-query";
    public const string PublicAddress = "93.184.216.34";
    public const string Secret = "hush-secret-0123456789";

    private WebhookScenario(
        EmbeddedTestHost host, Receiver receiver, ActivityGate gate, ScriptedResolver resolver, ScriptedInternet internet)
    {
        Host = host;
        Receiver = receiver;
        Gate = gate;
        Resolver = resolver;
        Internet = internet;
    }

    public EmbeddedTestHost Host { get; }

    public Receiver Receiver { get; }

    public ActivityGate Gate { get; }

    public ScriptedResolver Resolver { get; }

    public ScriptedInternet Internet { get; }

    public long Project { get; private set; }

    private string Webhooks => $"/projects/{Project}/webhooks";

    public static async Task<WebhookScenario> StartAsync(
        EngineMode? mode = null, CrashPlan? faults = null, params (string Name, string Value)[] settings)
    {
        var receiver = await Receiver.StartAsync();
        var (gate, resolver, internet) = (new ActivityGate(), new ScriptedResolver(), new ScriptedInternet());
        internet.Add(PublicAddress, receiver.Url);
        var all = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        all["Outbound__AllowHttp"] = "true";
        var host = await EmbeddedTestHost.StartAsync(new EmbeddedTestSetup(Program.CreateBuilder, typeof(Program).Assembly)
        {
            Client = DescribedAnswers.Around,
            Mode = mode ?? EngineTestDefaults.Mode,
            Faults = faults,
            Settings = all,
            Configure = builder =>
            {
                builder.UseMiddleware<ActivityGate>();
                builder.Services.AddSingleton(gate).AddSingleton<IHostResolver>(resolver).AddSingleton<IOutboundDialer>(internet);
            },
        });
        return new(host, receiver, gate, resolver, internet);
    }

    /// <summary>As <see cref="StartAsync"/>, with a resolver that knows the receiver and a project of one file.</summary>
    public static async Task<WebhookScenario> StartWithProjectAsync(
        EngineMode? mode = null, CrashPlan? faults = null, params (string Name, string Value)[] settings)
    {
        var scenario = await StartAsync(mode, faults, settings);
        scenario.Resolver.Add("hooks.example", PublicAddress);
        await scenario.CreateProjectAsync("group/name");
        return scenario;
    }

    public async Task CreateProjectAsync(string path)
    {
        Project = await Host.Http.CreateProjectAsync(path);
        using var response = await Host.Http.CommitAsync(Project, ("a.txt", "text"));
        Assert.True(response.IsSuccessStatusCode);
    }

    /// <summary>Adds a webhook and returns the answer to its creation.</summary>
    public async Task<JsonElement> AddWebhookAsync(params string[] events)
    {
        using var response = await PostWebhookAsync(new { url = Url, secret = Secret, events = events.Length == 0 ? null : events });
        return await response.ReadJsonAsync(201);
    }

    public async Task<string> AddWebhookIdAsync(params string[] events) => (await AddWebhookAsync(events)).GetProperty("id").GetString()!;

    public Task<HttpResponseMessage> PostWebhookAsync(object body) => Host.Http.PostAsJsonAsync(ApiClientExtensions.Api + Webhooks, body);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string route) =>
        Host.Http.SendAsync(new(method, ApiClientExtensions.Api + Webhooks + route));

    public Task<JsonElement> GetAsync(string route = "") => Host.Http.GetJsonAsync(Webhooks + route);

    /// <summary>The deliveries of a webhook, newest first.</summary>
    public async Task<List<JsonElement>> DeliveriesAsync(string webhook) =>
        [.. (await GetAsync($"/{webhook}/deliveries?per_page=100")).EnumerateArray()];

    /// <summary>Asks for an export and returns the job's id.</summary>
    public async Task<string> StartExportAsync(string? key = null)
    {
        Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ApiClientExtensions.Api}/projects/{Project}/export");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await Host.Http.SendAsync(request);
        return (await response.ReadJsonAsync(202)).GetProperty("job").GetProperty("id").GetString()!;
    }

    public Task<JsonElement> GetJobAsync(string job) => Host.Http.GetJsonAsync($"/projects/{Project}/exports/{job}");

    /// <summary>Exports and waits until nothing is left to do at this moment.</summary>
    public async Task<string> ExportAsync()
    {
        var job = await StartExportAsync();
        await Host.SettleAsync();
        return job;
    }

    public T Service<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
