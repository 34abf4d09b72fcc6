using System.Text.Json;
using System.Text.Json.Nodes;
using Exports.EmbeddedHost.Storage;
using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.ProjectExports.Watchdog;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>Several projects that compete for slots, seen through HTTP; and how many of their jobs were started at once, ever.</summary>
internal sealed class QueueScenario : IAsyncDisposable
{
    private readonly Dictionary<string, long> _projectOf = [];
    private readonly List<long> _projects = [];

    private QueueScenario(EmbeddedTestHost host, ActivityGate gate, SlotWitness witness)
    {
        Host = host;
        Gate = gate;
        Witness = witness;
    }

    public EmbeddedTestHost Host { get; }

    public ActivityGate Gate { get; }

    public SlotWitness Witness { get; }

    /// <param name="slots">How many exports may run at once.</param>
    /// <param name="projects">How many projects there are, each with one small file.</param>
    /// <param name="mode">How the engine runs.</param>
    /// <param name="faults">Where the first process fails.</param>
    /// <param name="settings">Settings of project exports, by name.</param>
    public static async Task<QueueScenario> StartAsync(
        int slots, int projects, EngineMode? mode = null, CrashPlan? faults = null, params (string Name, string Value)[] settings)
    {
        var (gate, witness) = (new ActivityGate(), new SlotWitness());
        var all = settings.Append(("MaxConcurrent", $"{slots}")).ToDictionary(s => $"ProjectExports__{s.Item1}", s => s.Item2);
        var host = await EmbeddedTestHost.StartAsync(new(Program.CreateBuilder, typeof(Program).Assembly)
        {
            Mode = mode ?? EngineTestDefaults.Mode,
            Faults = faults,
            Settings = ExportsTestHost.Settings(all),
            Configure = builder =>
            {
                AllowManyActivities(builder.Environment.ContentRootPath);
                builder.UseMiddleware<ActivityGate>();
                builder.UseMiddleware<SlotWitness>();
                builder.Services.AddSingleton(gate).AddSingleton(witness);
            },
        });
        var scenario = new QueueScenario(host, gate, witness);
        for (var i = 0; i < projects; i++)
            await scenario.CreateProjectAsync($"group/p{i}");
        return scenario;
    }

    /// <summary>Asks for that many exports, project after project, each a millisecond later than the one before.</summary>
    /// <returns>The jobs in the order of the requests.</returns>
    public async Task<List<string>> StartExportsAsync(int count)
    {
        var jobs = new List<string>();
        for (var i = 0; i < count; i++)
            jobs.Add(await StartExportAsync(_projects[i % _projects.Count]));
        return jobs;
    }

    public async Task<string> StartExportAsync(long project)
    {
        Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var response = await Host.Http.PostAsync(ExportRoute(project), null);
        var job = (await response.ReadJsonAsync(202)).GetProperty("job").GetProperty("id").GetString()!;
        _projectOf[job] = project;
        return job;
    }

    /// <summary>Asks for the one export of a project, as often as it takes.</summary>
    /// <returns>Whether the request was accepted; the process may have died under it.</returns>
    public async Task<bool> TryStartExportAsync(long project)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ExportRoute(project));
        request.Headers.Add("Idempotency-Key", "the one");
        try
        {
            using var response = await Host.Http.SendAsync(request);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Looks again and again, while activities run and others are held, until it is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Host.SettleAsync(pastActivities: true);
        }
    }

    public Task UntilAsync(string job, string outcome) => UntilAsync(async () => await OutcomeAsync(job) == outcome);

    public Task UntilStartedAsync(int count) => UntilAsync(
        async () => (await JobsAsync()).Values.Count(job => job.GetProperty("status").GetString() == "started") == count);

    public long ProjectOf(string job) => _projectOf[job];

    public long Project(int number) => _projects[number];

    public async Task<JsonElement> JobAsync(string job) => await Host.Http.GetJsonAsync($"/projects/{ProjectOf(job)}/exports/{job}");

    /// <summary>Status and, if it failed, reason of one job.</summary>
    public async Task<string> OutcomeAsync(string job)
    {
        var found = await JobAsync(job);
        return found.GetProperty("status").GetString() + (found.GetProperty("reason").GetString() is { } reason ? $"/{reason}" : "");
    }

    /// <summary>What the API says about every job, by id.</summary>
    public async Task<Dictionary<string, JsonElement>> JobsAsync()
    {
        var jobs = new Dictionary<string, JsonElement>();
        foreach (var project in _projects)
        {
            foreach (var job in (await Host.Http.GetJsonAsync($"/projects/{project}/exports?per_page=100")).EnumerateArray())
                jobs.Add(job.GetProperty("id").GetString()!, job);
        }

        return jobs;
    }

    public async Task CancelAsync(string job)
    {
        using var response = await Host.Http.PostAsync($"{ApiClientExtensions.Api}/projects/{ProjectOf(job)}/exports/{job}/cancel", null);
        await response.ReadJsonAsync(202);
    }

    public Task<ExportQueueState> QueueAsync() => ExportQueue.ReadAsync(Host.Durable, default);

    public Task SignalQueueAsync(string operation, object? input = null) =>
        Host.Durable.Entities.SignalEntityAsync(ExportQueueEntity.Id, operation, input);

    public Task<WatchdogCounts> RunWatchdogAsync() =>
        Host.Services.GetRequiredService<ExportWatchdog>().RunOnceAsync(Host.Durable, default);

    /// <summary>What an action costs on these tables: transactions, and rows looked at.</summary>
    public async Task<(long Transactions, long Examined)> CostAsync(Func<Task> action, params string[] tables)
    {
        var counters = tables.Select(Host.Services.GetRequiredService<StorageMetrics>().Table).ToList();
        var (transactions, examined) = (counters.Sum(counter => counter.Transactions), counters.Sum(counter => counter.EntitiesExamined));
        await action();
        return (counters.Sum(counter => counter.Transactions) - transactions, counters.Sum(counter => counter.EntitiesExamined) - examined);
    }

    /// <summary>As a restart with another setting does it.</summary>
    public void SetSlots(int slots) => Host.Services.GetRequiredService<IOptions<ProjectExportOptions>>().Value.MaxConcurrent = slots;

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A test holds more activities at once than host.json lets run.</summary>
    private static void AllowManyActivities(string contentRoot)
    {
        var path = Path.Combine(contentRoot, "host.json");
        var host = JsonNode.Parse(File.ReadAllText(path))!;
        host["extensions"]!["durableTask"]!["maxConcurrentActivityFunctions"] = 200;
        File.WriteAllText(path, host.ToJsonString());
    }

    private static string ExportRoute(long project) => $"{ApiClientExtensions.Api}/projects/{project}/export";

    private async Task CreateProjectAsync(string path)
    {
        var id = await Host.Http.CreateProjectAsync(path);
        using var commit = await Host.Http.CommitAsync(id, ("file", "text"));
        Assert.True(commit.IsSuccessStatusCode);
        _projects.Add(id);
        Witness.Projects.Add(id);
    }
}
