using Exports.EmbeddedHost.Storage.Tables;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Registering;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Exports.TestKit.Registry;
using Exports.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.RegistryImports.Scenarios;

/// <summary>The product, a simulated registry behind a real HTTP server, and one clock for both.</summary>
internal sealed class RegistryScenario : IAsyncDisposable
{
    private const string Token = "hush-registry-token";
    private const string Secret = "hush-notification-secret";
    private const int GuardMinutes = 10;

    /// <summary>As short as may be set: nothing but the confirmation of a cancel keeps a retry from its predecessor's worker.</summary>
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(1);

    private readonly RegistryServer _server;
    private readonly HttpClient _toRegistry;
    private readonly RegistryNotifier _notifier;
    private readonly HostClock _clock;

    private RegistryScenario(EmbeddedTestHost host, ImportWatch watch, Simulation simulation, RegistryNotifier notifier)
    {
        Host = host;
        Watch = watch;
        (Registry, _server, _toRegistry, _clock) = simulation;
        _notifier = notifier;
    }

    public EmbeddedTestHost Host { get; }

    /// <summary>What was seen after every commit.</summary>
    public ImportWatch Watch { get; }

    public RegistrySimulator Registry { get; }

    private RepositoryLedger Ledger => Host.Services.GetRequiredService<RepositoryLedger>();

    public static async Task<RegistryScenario> StartAsync(
        IRegistryScript script,
        Dictionary<string, string>? settings = null,
        int registryCapacity = int.MaxValue,
        CrashPlan? faults = null,
        EngineMode? mode = null)
    {
        // The registry needs the host's clock and the host the registry's address: the clock is handed on once the host has one.
        var clock = new HostClock();
        var simulator = new RegistrySimulator(script, clock, registryCapacity);
        var stalled = new StalledRequests();
        var server = await RegistryServer.StartAsync(simulator, new RegistryServerSettings { Token = Token, Stalled = stalled });
        var toRegistry = new HttpClient(stalled.Around(new SocketsHttpHandler())) { Timeout = Timeout.InfiniteTimeSpan };
        var all = new Dictionary<string, string>
        {
            ["RegistryImports__Enabled"] = "true",
            ["RegistryImports__RegistryUrl"] = server.Url.ToString(),
            ["RegistryImports__Capacity"] = "5",
            ["RegistryImports__WaitingTime"] = "00:00:00",
            ["RegistryImports__FirstBackoff"] = Backoff.ToString(),
            ["RegistryImports__NotificationSecret"] = Secret,
            ["RegistryImports__Token__Bearer"] = Token,
            // A request that is never answered is given up at once (StalledRequests), and none because this machine is busy.
            ["RegistryImports__RequestTimeout"] = "00:03:00",
        };
        foreach (var (name, value) in settings ?? [])
            all[name] = value;

        var watch = new ImportWatch();
        var host = await ExportsTestHost.StartAsync(
            all,
            watch.Follow(faults ?? CrashPlan.None()),
            builder => builder.Services
                .AddHostedService(provider => watch.Read(provider.GetRequiredService<TableStore>()))
                // Its patience is real time: the test's clock may jump by minutes while a request is under way that a notification began.
                .AddSingleton<IRegistryClient>(provider =>
                    ActivatorUtilities.CreateInstance<RegistryClient>(provider, toRegistry, TimeProvider.System)),
            mode);
        clock.Follow(host.Clock);
        var notifier = new RegistryNotifier(() => host.Http, Secret);
        simulator.Notify = notifier.Send;
        return new(host, watch, new(simulator, server, toRegistry, clock), notifier);
    }

    public Task RegisterAsync(params string[] paths) => Host.Services.GetRequiredService<RepositoryRegistrar>().RegisterAsync(
        [.. paths.Select(path => new RegisterRepositoryRequest(path, 10, ManualTimeProvider.DefaultStart.AddYears(-1)))], default);

    /// <summary>Registers as a client does that repeats what was not answered.</summary>
    public async Task RegisterThroughCrashesAsync(IReadOnlyList<string> paths, Func<CrashPlan> nextPlan)
    {
        for (var isRegistered = false; !isRegistered;)
        {
            try
            {
                await RegisterAsync([.. paths]);
                isRegistered = true;
            }
            catch (SimulatedCrashException)
            {
                await Host.CrashAsync();
                await Host.RestartAsync(Watch.Follow(nextPlan()));
            }
        }
    }

    public async Task<RegistryRepository> FindAsync(string path) => (await Ledger.FindAsync(RepositoryHash.Of(path), default))!;

    public Task<ImportControl> ControlAsync() => Host.Services.GetRequiredService<ControlLedger>().GetAsync(default);

    /// <summary>Moves the clock until a repository's row is as wanted.</summary>
    public async Task<RegistryRepository> UntilAsync(string path, Func<RegistryRepository, bool> isReached, TimeSpan? limit = null)
    {
        await Host.AdvanceUntilAsync(
            async () =>
            {
                await _notifier.SettleAsync();
                return isReached(await FindAsync(path));
            },
            limit ?? TimeSpan.FromHours(12));

        // A notification acts on its own thread: what follows from the state just seen is waited for too.
        await Host.SettleAsync();
        return await FindAsync(path);
    }

    /// <summary>
    /// Moves the clock until every repository is done or skipped. On the way the registry restarts now and then, and the host wherever it
    /// has crashed.
    /// </summary>
    /// <param name="paths">The repositories.</param>
    /// <param name="nextPlan">Where a host that starts again crashes next.</param>
    public async Task RunToTheEndAsync(IReadOnlyList<string> paths, Func<CrashPlan> nextPlan)
    {
        var start = Host.Clock.GetUtcNow();
        for (var minutes = 0; Watch.Ended < paths.Count; minutes += 2)
        {
            if (minutes >= 7 * 24 * 60)
                Assert.Fail($"Still open after a week: {await DescribeAsync(paths.First(path => !Watch.HasEnded(path)))}");
            if (minutes % 120 == 90)
                Registry.Restart();
            if (minutes % GuardMinutes == 0)
                await FillSlotsAmidCancelsAsync(nextPlan);
            await AdvanceOrRecoverAsync(start.AddMinutes(minutes + 2) - Host.Clock.GetUtcNow(), nextPlan);
        }

        // A host that crashed between the last one's end and its slot's leaves that to its next life, or to the guard.
        for (var minutes = 0; minutes < 20 && (await ControlAsync()).Slots.Count > 0; minutes += 2)
            await AdvanceOrRecoverAsync(TimeSpan.FromMinutes(2), nextPlan);
    }

    /// <summary>Everything there is to know of a repository, for a test that fails.</summary>
    public async Task<string> DescribeAsync(string path)
    {
        var history = await Host.Services.GetRequiredService<RegistryRepositoryTable>().GetHistoryAsync(RepositoryHash.Of(path), default);
        var instance = await Host.Durable.GetInstanceAsync(RepositoryHash.Of(path), default);
        return string.Join('\n', [$"{await FindAsync(path)}", $"{await ControlAsync()}", $"{instance}", .. history.Take(40).Select(note => $"{note}")]);
    }

    public async ValueTask DisposeAsync()
    {
        Registry.Notify = _ => { };
        await _notifier.SettleAsync();
        await Host.DisposeAsync();
        _toRegistry.Dispose();
        await _server.DisposeAsync();
        Registry.Dispose();
        _clock.Dispose();
    }

    /// <summary>The guard has just sent its cancels, and no worker has noticed: whoever is tried again now runs beside itself.</summary>
    private async Task FillSlotsAmidCancelsAsync(Func<CrashPlan> nextPlan)
    {
        await AdvanceOrRecoverAsync(Backoff, nextPlan);
        try
        {
            await Host.Services.GetRequiredService<ImportEnqueuer>().RunOnceAsync(Host.Durable, default);
        }
        catch (SimulatedCrashException)
        {
            // What the process was about to start is the next one's.
        }

        await RecoverAsync(nextPlan);
    }

    private async Task AdvanceOrRecoverAsync(TimeSpan by, Func<CrashPlan> nextPlan)
    {
        await Host.AdvanceAsync(by);
        await RecoverAsync(nextPlan);
    }

    private async Task RecoverAsync(Func<CrashPlan> nextPlan)
    {
        await _notifier.SettleAsync();
        if (!Host.Faults.Crashed.IsCompleted)
            return;
        await Host.CrashAsync();
        await Host.RestartAsync(Watch.Follow(nextPlan()));
    }

    private sealed record Simulation(RegistrySimulator Registry, RegistryServer Server, HttpClient Client, HostClock Clock);
}
