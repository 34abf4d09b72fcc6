using System.Net;
using System.Text.Json;
using System.Text;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Storage;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.ProjectExports.Sweep;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.Shared.OpenApi;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>The whole product on the test host with one project, seen as a client sees it: through HTTP.</summary>
internal sealed class ExportScenario : IAsyncDisposable
{
    private ExportScenario(EmbeddedTestHost host, ActivityGate gate)
    {
        Host = host;
        Gate = gate;
    }

    public EmbeddedTestHost Host { get; }

    public ActivityGate Gate { get; }

    public long Project { get; private set; }

    private string Route => $"{ApiClientExtensions.Api}/projects/{Project}";

    /// <param name="mode">How the engine runs; null as the whole run does.</param>
    /// <param name="faults">Where the first process fails.</param>
    /// <param name="smallBlocks">Cut the archive into blocks of 2 KiB and segments of one block.</param>
    /// <param name="settings">Settings of project exports, by name.</param>
    public static Task<ExportScenario> StartAsync(
        EngineMode? mode = null,
        CrashPlan? faults = null,
        bool smallBlocks = false,
        params (string Name, string Value)[] settings)
        => StartAsync(mode, faults, smallBlocks, settings, configure: null);

    /// <param name="mode">How the engine runs; null as the whole run does.</param>
    /// <param name="smallBlocks">As above.</param>
    /// <param name="configure">A last word on every process's builder.</param>
    public static Task<ExportScenario> StartAsync(EngineMode? mode, bool smallBlocks, Action<FunctionsApplicationBuilder> configure) =>
        StartAsync(mode, faults: null, smallBlocks, settings: [], configure);

    /// <summary>Creates the project with these files.</summary>
    public async Task CreateProjectAsync(params (string Path, string Text)[] files)
    {
        Project = await Host.Http.CreateProjectAsync("group/sub/name");
        await CommitAsync(files);
    }

    public async Task CommitAsync(params (string Path, string Text)[] files)
    {
        using var response = await Host.Http.CommitAsync(Project, files);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asks for an export and returns the job's id. Every request gets a millisecond of its own.</summary>
    public async Task<string> StartExportAsync(string? key = null)
    {
        Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var response = await PostExportAsync(key);
        var body = await response.ReadJsonAsync(202);
        Assert.Equal("202 Accepted", body.GetProperty("message").GetString());
        return body.GetProperty("job").GetProperty("id").GetString()!;
    }

    public async Task<HttpResponseMessage> PostExportAsync(string? key = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Route}/export") { Content = content };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await Host.Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string route) => Host.Http.SendAsync(new(method, Route + route));

    public Task<JsonElement> GetStatusAsync() => Host.Http.GetJsonAsync($"/projects/{Project}/export");

    public async Task<string> StatusAsync() => (await GetStatusAsync()).GetProperty("export_status").GetString()!;

    /// <summary>Status and reason of the newest job, e.g. <c>failed/cancelled</c>.</summary>
    public async Task<string> LatestJobAsync()
    {
        var job = (await GetStatusAsync()).GetProperty("latest_job");
        var reason = job.GetProperty("reason").GetString();
        return job.GetProperty("status").GetString() + (reason is null ? "" : $"/{reason}");
    }

    /// <summary>Exports and waits for the end.</summary>
    public async Task<string> ExportAsync()
    {
        var job = await StartExportAsync();
        await Host.SettleAsync();
        Assert.Equal("finished", await StatusAsync());
        return job;
    }

    public Task<HttpResponseMessage> DownloadAsync() => SendAsync(HttpMethod.Get, "/export/download");

    /// <summary>Downloads the archive, verifies it, and returns its files.</summary>
    public async Task<ArchiveContents> DownloadVerifiedAsync()
    {
        using var response = await DownloadAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var archive = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        return await ArchiveVerifier.VerifyAsync(archive);
    }

    /// <summary>Downloads the archive as it is.</summary>
    public async Task<byte[]> DownloadBytesAsync()
    {
        using var response = await DownloadAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    public async Task<string> DownloadErrorAsync()
    {
        using var response = await DownloadAsync();
        return await response.ReadErrorAsync(404);
    }

    public Task<JsonElement> ListJobsAsync() => Host.Http.GetJsonAsync($"/projects/{Project}/exports");

    /// <summary>The index of active jobs over all projects.</summary>
    public async Task<List<ActiveProjectExport>> ActiveIndexAsync()
    {
        var rows = new List<ActiveProjectExport>();
        await foreach (var row in Service<ProjectExportIndexTable>().ActiveAsync(default))
            rows.Add(row);
        return rows;
    }

    /// <summary>The index of archives whose time is over and that are not removed.</summary>
    public async Task<List<ProjectExportExpiry>> ExpiryIndexAsync()
    {
        var rows = new List<ProjectExportExpiry>();
        await foreach (var row in Service<ProjectExportIndexTable>().ExpiredAsync(Host.Clock.GetUtcNow(), default))
            rows.Add(row);
        return rows;
    }

    /// <summary>The index of records whose time is over and that are not pruned.</summary>
    public async Task<List<ProjectExportRecord>> DueRecordsAsync()
    {
        var rows = new List<ProjectExportRecord>();
        await foreach (var row in Service<ProjectExportIndexTable>().DueRecordsAsync(Host.Clock.GetUtcNow(), default))
            rows.Add(row);
        return rows;
    }

    /// <summary>Runs the sweep as its timer does, without moving the clock.</summary>
    public Task<SweepCounts> RunSweepAsync() => Service<ExportSweep>().RunOnceAsync(Host.Durable, default);

    /// <summary>What one run of the sweep costs: table calls and entities looked at.</summary>
    public async Task<(long Calls, long Examined)> SweepCostAsync()
    {
        var before = TableCost();
        await RunSweepAsync();
        var after = TableCost();
        return (after.Calls - before.Calls, after.Examined - before.Examined);
    }

    public T Service<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>Another instance of a service, over the same store.</summary>
    public T Create<T>(params object[] arguments) => ActivatorUtilities.CreateInstance<T>(Host.Services, arguments);

    /// <summary>Every archive blob there is, staged-only ones included.</summary>
    public List<string> Blobs() => ArchiveBlobs.Names(Service<SqliteDatabase>());

    /// <summary>Takes stored contents away, so that an export of them fails.</summary>
    public async Task LoseContentAsync(string text)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        await Host.Blobs.GetBlobContainerClient("project-contents").DeleteBlobAsync(hash);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public static async Task<ExportScenario> StartAsync(
        EngineMode? mode, CrashPlan? faults, bool smallBlocks, (string Name, string Value)[] settings, Action<FunctionsApplicationBuilder>? configure)
    {
        var gate = new ActivityGate();
        var setup = new EmbeddedTestSetup(Program.CreateBuilder, typeof(Program).Assembly)
        {
            Client = DescribedAnswers.Around,
            Mode = mode ?? EngineTestDefaults.Mode,
            Faults = faults,
            Settings = ExportsTestHost.Settings(Settings(smallBlocks, settings)),
            Configure = builder =>
            {
                Configure(builder, gate, smallBlocks);
                configure?.Invoke(builder);
            },
        };
        return new(await EmbeddedTestHost.StartAsync(setup), gate);
    }

    private static Dictionary<string, string> Settings(bool smallBlocks, (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => $"ProjectExports__{setting.Name}", setting => setting.Value);
        if (smallBlocks)
            all.TryAdd("ProjectExports__SegmentBytes", "1");
        return all;
    }

    private (long Calls, long Examined) TableCost()
    {
        var counters = new[] { ProjectExportTable.Name, ProjectExportIndexTable.Name }.Select(Service<StorageMetrics>().Table).ToList();
        return (counters.Sum(counter => counter.Transactions), counters.Sum(counter => counter.EntitiesExamined));
    }

    private static void Configure(FunctionsApplicationBuilder builder, ActivityGate gate, bool smallBlocks)
    {
        builder.UseMiddleware<ActivityGate>();
        builder.Services.AddSingleton(gate);
        if (!smallBlocks)
            return;

        builder.Services.AddSingleton(services => new ArchiveSegmentWriter(services.GetRequiredService<TimeProvider>(), new ArchiveGeometry(2048, 2048)));
    }
}
