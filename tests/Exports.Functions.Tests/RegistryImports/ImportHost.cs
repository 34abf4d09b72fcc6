using System.Net.Http.Json;
using System.Text.Json;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Guard;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Registering;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.RegistryImports;

/// <summary>The product on the test host with a <see cref="PlannedRegistry"/>, and the calls of its routes.</summary>
internal sealed class ImportHost : IAsyncDisposable
{
    public const string Route = "/api/v4/registry/imports";

    private ImportHost(EmbeddedTestHost host, PlannedRegistry registry)
    {
        Host = host;
        Registry = registry;
    }

    public EmbeddedTestHost Host { get; }

    public PlannedRegistry Registry { get; }

    public HttpClient Http => Host.Http;

    public ControlLedger Control => Get<ControlLedger>();

    public RepositoryLedger Ledger => Get<RepositoryLedger>();

    public RegistryImportOptions Options => Get<Microsoft.Extensions.Options.IOptions<RegistryImportOptions>>().Value;

    public DateTimeOffset Now => Host.Clock.GetUtcNow();

    /// <param name="settings">Settings of <c>RegistryImports</c> by their names there, on top of: enabled, capacity 5, no waiting time.</param>
    public static async Task<ImportHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["RegistryImports__Enabled"] = "true",
            ["RegistryImports__RegistryUrl"] = "http://registry.invalid",
            ["RegistryImports__Capacity"] = "5",
            ["RegistryImports__WaitingTime"] = "00:00:00",
        };
        foreach (var (name, value) in settings)
            all[$"RegistryImports__{name}"] = value;
        var registry = new PlannedRegistry();
        var host = await ExportsTestHost.StartAsync(all, configure: builder => builder.Services.AddSingleton<IRegistryClient>(registry));
        registry.Clock = host.Clock;
        return new(host, registry);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public Task RegisterAsync(params string[] paths) =>
        RegisterAllAsync([.. paths.Select(path => new RegisterRepositoryRequest(path, 10, ManualTimeProvider.DefaultStart.AddYears(-1)))]);

    public Task RegisterAllAsync(IReadOnlyList<RegisterRepositoryRequest> items) => Get<RepositoryRegistrar>().RegisterAsync(items, default);

    /// <summary>Puts a row into the tables as if its whole life had led there.</summary>
    public async Task<RegistryRepository> PlantAsync(RegistryRepository row)
    {
        var place = RepositoryPlaces.Of(row, Now, Options);
        var planted = row with { PlacePartition = place.Partition, PlaceRow = place.Row, UpdatedAt = Now };
        await Get<RegistryPlaceTable>().AddAsync(place, default);
        await Get<RegistryPlaceTable>().AddAsync(RepositoryPlaces.OfName(row.Path, row.Hash), default);
        await Get<RegistryRepositoryTable>().AddAsync(planted, default);
        return planted;
    }

    public async Task<RegistryRepository> FindAsync(string path) => (await Ledger.FindAsync(RepositoryHash.Of(path), default))!;

    public Task<IReadOnlyList<RepositoryNote>> HistoryAsync(string path) =>
        Get<RegistryRepositoryTable>().GetHistoryAsync(RepositoryHash.Of(path), default);

    public Task<HttpResponseMessage> PostAsync(string action, object body) => Http.PostAsJsonAsync($"{Route}/{action}", body);

    public async Task<JsonElement> PostAsync(string action, object body, int status)
    {
        using var response = await PostAsync(action, body);
        return await response.ReadJsonAsync(status);
    }

    public Task<JsonElement> AskAsync(string question, string path) =>
        Http.GetJsonAsync($"/registry/imports/{question}?path={Uri.EscapeDataString(path)}");

    public Task<EnqueueCounts> EnqueueAsync() => Get<ImportEnqueuer>().RunOnceAsync(Host.Durable, default);

    public Task<GuardCounts> GuardAsync() => Get<ImportGuard>().RunOnceAsync(Host.Durable, default);

    /// <summary>Registers a repository and moves on until its step is followed.</summary>
    public async Task<RegistryRepository> StartImportAsync(string path, RepositoryState state = RepositoryState.PreImporting)
    {
        await RegisterAsync(path);
        await EnqueueAsync();
        return await UntilAsync(path, row => row.State == state);
    }

    /// <summary>Its orchestration is gone without a trace, the row and the slot stay.</summary>
    public async Task LoseOrchestrationAsync(string path)
    {
        var id = RepositoryHash.Of(path);
        await Host.Durable.TerminateInstanceAsync(id);
        await Host.SettleAsync();
        await Host.Durable.PurgeInstanceAsync(id);
    }

    public async Task<RegistryRepository> UntilAsync(string path, Func<RegistryRepository, bool> isReached)
    {
        await Host.AdvanceUntilAsync(async () => isReached(await FindAsync(path)), TimeSpan.FromHours(12));
        return await FindAsync(path);
    }
}
