using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.Functions.Projects.Imports.Sweep;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Scenarios;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>The whole product on the test host, importing as a client does: through HTTP.</summary>
internal sealed class ImportScenario : IAsyncDisposable
{
    public const string Path = "group/imported";

    private ImportScenario(EmbeddedTestHost host, ActivityGate gate)
    {
        Host = host;
        Gate = gate;
    }

    public EmbeddedTestHost Host { get; }

    public ActivityGate Gate { get; }

    public SqliteDatabase Database => Host.Services.GetRequiredService<SqliteDatabase>();

    /// <param name="mode">How the engine runs.</param>
    /// <param name="faults">Where the first process fails.</param>
    /// <param name="configure">A last word on every process's builder.</param>
    /// <param name="settings">Settings by name, with their section: <c>ProjectImports__MaxFiles</c>.</param>
    public static async Task<ImportScenario> StartAsync(
        EngineMode mode = EngineMode.ReplayFromScratch,
        CrashPlan? faults = null,
        Action<FunctionsApplicationBuilder>? configure = null,
        params (string Name, string Value)[] settings)
    {
        var gate = new ActivityGate();
        var setup = new EmbeddedTestSetup(Program.CreateBuilder, typeof(Program).Assembly)
        {
            Mode = mode,
            Faults = faults,
            Settings = ExportsTestHost.Settings(settings.ToDictionary(setting => setting.Name, setting => setting.Value)),
            Configure = builder =>
            {
                builder.UseMiddleware<ActivityGate>();
                builder.Services.AddSingleton(gate);
                configure?.Invoke(builder);
            },
        };
        return new(await EmbeddedTestHost.StartAsync(setup), gate);
    }

    /// <summary>A form as GitLab's clients send it.</summary>
    public static MultipartFormDataContent Form(byte[] archive, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        var file = new ByteArrayContent(archive);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
        form.Add(file, "file", "project_export.tar.gz");
        return form;
    }

    public Task<HttpResponseMessage> PostAsync(HttpContent form) => Host.Http.PostAsync($"{ApiClientExtensions.Api}/projects/import", form);

    public Task<HttpResponseMessage> UploadAsync(byte[] archive, string path = Path, params (string Name, string Value)[] fields) =>
        PostAsync(Form(archive, [("path", path), .. fields]));

    public Task<HttpResponseMessage> FetchAsync(string url, string path = Path) =>
        Host.Http.PostAsJsonAsync($"{ApiClientExtensions.Api}/projects/remote-import", new { url, path });

    /// <summary>Uploads, and returns the project's id.</summary>
    public async Task<long> ScheduleAsync(byte[] archive, string path = Path, params (string Name, string Value)[] fields)
    {
        using var response = await UploadAsync(archive, path, fields);
        return (await response.ReadJsonAsync(201)).GetProperty("id").GetInt64();
    }

    /// <summary>Uploads, waits for the end, and returns the project's id.</summary>
    public async Task<long> ImportAsync(byte[] archive, string path = Path, params (string Name, string Value)[] fields)
    {
        var id = await ScheduleAsync(archive, path, fields);
        await Host.SettleAsync();
        Assert.Equal("finished", await StatusAsync(id));
        return id;
    }

    public Task<JsonElement> GetImportAsync(object id) => Host.Http.GetJsonAsync($"/projects/{id}/import");

    /// <summary>The status, and the error if there is one.</summary>
    public async Task<string> StatusAsync(object id)
    {
        var import = await GetImportAsync(id);
        var error = import.GetProperty("import_error").GetString();
        return import.GetProperty("import_status").GetString() + (error is null ? "" : $": {error}");
    }

    public async Task<int> GetProjectStatusCodeAsync(object id)
    {
        using var response = await Host.Http.GetAsync($"{ApiClientExtensions.Api}/projects/{id}");
        return (int)response.StatusCode;
    }

    /// <summary>Exports the project and downloads its archive.</summary>
    public async Task<byte[]> ExportAsync(long project)
    {
        using var started = await Host.Http.PostAsync($"{ApiClientExtensions.Api}/projects/{project}/export", null);
        await started.ReadJsonAsync(202);
        await Host.SettleAsync();
        return await DownloadAsync(project);
    }

    public Task<byte[]> DownloadAsync(long project) =>
        Host.Http.GetByteArrayAsync(new Uri($"{ApiClientExtensions.Api}/projects/{project}/export/download", UriKind.Relative));

    public Task<ImportSweepCounts> SweepAsync() => Host.Services.GetRequiredService<ImportSweep>().RunOnceAsync(Host.Durable, default);

    public IReadOnlyList<string> SnapshotBesideFailures() => StoreSnapshot.TakeBesideFailures(Database);

    /// <summary>What is staged, and which imports are under way.</summary>
    public IEnumerable<string> Staged() => StoreSnapshot.Take(Database).Where(line =>
        line.StartsWith("project-imports/", StringComparison.Ordinal)
        || line.StartsWith(ProjectImportIndexTable.Name + "/active/", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
