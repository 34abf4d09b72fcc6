using Exports.EmbeddedHost.Engine;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Exports.TestKit.Logging;
using Exports.TestKit.Time;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.TestKit.Engine;

/// <summary>
/// The engine alone on a folder of its own: functions are delegates, the clock stands until moved, and the process can crash and
/// start again over what was committed.
/// </summary>
internal sealed class EngineTestHost : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(400);

    private readonly TempDataFolder _folder = new();
    private readonly EngineMode _mode;
    private readonly bool _oneUnitPerCommit;
    private readonly Action<DurableEngineOptions>? _configure;
    private ServiceProvider? _services;

    private EngineTestHost(EngineMode mode, bool oneUnitPerCommit, Action<DurableEngineOptions>? configure)
    {
        _mode = mode;
        _oneUnitPerCommit = oneUnitPerCommit;
        _configure = configure;
    }

    public FunctionTable Functions { get; } = new(EngineTestDefaults.Converter);

    public ManualTimeProvider Clock { get; } = new();

    public RecordingLoggerProvider Logs { get; } = new();

    public CrashPlan Faults { get; private set; } = CrashPlan.None();

    public DurableTaskClient Client => Engine.Client;

    public DurableEntityClient Entities => Client.Entities;

    private DurableEngine Engine => (_services ?? throw new InvalidOperationException("The host is down.")).GetRequiredService<DurableEngine>();

    /// <param name="mode">How the engine replays.</param>
    /// <param name="faults">Where this first process fails; null nowhere. Given one, every commit has one unit.</param>
    /// <param name="configure">Options of the engine besides its mode.</param>
    public static async Task<EngineTestHost> StartAsync(
        EngineMode mode, CrashPlan? faults = null, Action<DurableEngineOptions>? configure = null)
    {
        var host = new EngineTestHost(mode, oneUnitPerCommit: faults is not null, configure);
        await host.StartProcessAsync(faults ?? CrashPlan.None());
        return host;
    }

    /// <summary>Completes when nothing moves any more without the clock moving.</summary>
    /// <exception cref="SimulatedCrashException">The process has died.</exception>
    public async Task SettleAsync()
    {
        await Engine.WhenIdleAsync();
        if (Faults.Crashed.IsCompleted) throw new SimulatedCrashException("The process died; start it again before going on.");
    }

    public async Task<string> StartAsync(string orchestrator, object? input = null, StartOrchestrationOptions? options = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options);
        await SettleAsync();
        return id;
    }

    /// <summary>Starts an instance and moves the clock from due time to due time until it has ended.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, StartOrchestrationOptions? options = null)
        => await FinishAsync(await StartAsync(orchestrator, input, options));

    /// <summary>Moves the clock from due time to due time until the instance has ended.</summary>
    /// <exception cref="InvalidOperationException">Nothing is due any more and it still has not ended.</exception>
    public async Task<OrchestrationMetadata> FinishAsync(string instanceId)
    {
        var limit = Clock.GetUtcNow() + LongestWait;
        await SettleAsync();
        while (await GetAsync(instanceId) is var instance)
        {
            if (instance.IsCompleted) return instance;
            if (Engine.NextDue is not { } due || due > limit)
                throw new InvalidOperationException($"{instance} waits for something that does not come; next due: {Engine.NextDue}.");
            await StepToAsync(due);
        }

        throw new InvalidOperationException("Unreachable: the loop ends by returning or throwing.");
    }

    /// <summary>The instance with its inputs and outputs; it must exist.</summary>
    public async Task<OrchestrationMetadata> GetAsync(string instanceId)
        => await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true)
        ?? throw new InvalidOperationException($"There is no instance '{instanceId}'.");

    public async Task RaiseAsync(string instanceId, string name, object? payload = null)
    {
        await Client.RaiseEventAsync(instanceId, name, payload);
        await SettleAsync();
    }

    /// <summary>Moves the clock, stopping at every due time on the way until the engine is idle again.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var target = Clock.GetUtcNow() + by;
        await SettleAsync();
        while (Engine.NextDue is { } due && due <= target) await StepToAsync(due);
        Clock.AdvanceTo(target);
        await SettleAsync();
    }

    /// <summary>Stops in good order and starts again over the same data.</summary>
    public async Task RestartAsync(Action? whileDown = null)
    {
        await Engine.StopAsync(CancellationToken.None);
        await DropProcessAsync();
        whileDown?.Invoke();
        await StartProcessAsync(CrashPlan.None());
    }

    /// <summary>Throws the process's memory away, as a kill does, and starts a new one over what was committed.</summary>
    /// <param name="faults">Where the new process fails; null nowhere.</param>
    public async Task CrashAsync(CrashPlan? faults = null)
    {
        Faults.Crash();
        await Engine.StopAsync(new CancellationToken(canceled: true));
        await DropProcessAsync();
        await StartProcessAsync(faults ?? CrashPlan.None());
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            Faults.Crash();
            await Engine.StopAsync(new CancellationToken(canceled: true));
            await DropProcessAsync();
        }

        _folder.Dispose();
        Logs.ThrowIfSecretsLogged();
    }

    private async Task StepToAsync(DateTimeOffset due)
    {
        var now = Clock.GetUtcNow();
        if (due < now) throw new InvalidOperationException($"The engine is idle at {now:o} although something is due since {due:o}.");
        Clock.AdvanceTo(due);
        await SettleAsync();
        if (Engine.NextDue == due && Clock.GetUtcNow() == due) Clock.Advance(TimeSpan.FromTicks(1));
    }

    private async Task StartProcessAsync(CrashPlan faults)
    {
        Faults = faults;
        var options = new DurableEngineOptions();
        EngineTestDefaults.Apply(_mode, options);
        _configure?.Invoke(options);
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<ICommitObserver>(faults)
            .AddSingleton<IFunctionCatalog>(Functions)
            .AddSingleton<DataConverter>(EngineTestDefaults.Converter)
            .AddSingleton(options)
            .AddSingleton(_ => SqliteDatabase.Open(DatabaseOptions(), faults))
            .AddSingleton<DurableEngine>()
            .BuildServiceProvider();
        await Engine.StartAsync(CancellationToken.None);
    }

    private SqliteDatabaseOptions DatabaseOptions()
        => new(_folder.File("exports.db"), SqliteSynchronous.Off, _oneUnitPerCommit ? 1 : 64);

    private async Task DropProcessAsync()
    {
        await _services!.DisposeAsync();
        _services = null;
    }
}
