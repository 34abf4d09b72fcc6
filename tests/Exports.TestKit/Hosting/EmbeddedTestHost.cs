using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Exports.TestKit.Faults;
using Exports.TestKit.Logging;
using Exports.TestKit.Time;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.TestKit.Hosting;

/// <summary>
/// A whole application on the embedded host: HTTP on a free port, a folder of its own, a clock that the test moves, and a process that
/// can crash and start again over what was committed. The address changes with each process; <see cref="Http"/> follows. Everything
/// is logged, at every level, and a host that has logged a secret (<see cref="SecretWatch"/>) fails its test when it is disposed.
/// </summary>
internal sealed class EmbeddedTestHost : IAsyncDisposable
{
    private readonly TempDataFolder _folder = new();
    private readonly EmbeddedTestSetup _setup;
    private TestProcess? _process;

    private EmbeddedTestHost(EmbeddedTestSetup setup)
    {
        _setup = setup;
        Clock = new ManualTimeProvider(setup.StartTime);
    }

    public ManualTimeProvider Clock { get; }

    public RecordingLoggerProvider Logs { get; } = new();

    public CrashPlan Faults => Process.Faults;

    public HttpClient Http => Process.Http;

    public IServiceProvider Services => Process.Services;

    public DurableTaskClient Durable => Services.GetRequiredService<DurableTaskClient>();

    public TableServiceClient Tables => Services.GetRequiredService<TableServiceClient>();

    public BlobServiceClient Blobs => Services.GetRequiredService<BlobServiceClient>();

    private bool IsDead => Faults.Crashed.IsCompleted;

    private TestProcess Process => _process ?? throw new InvalidOperationException("The host is down.");

    public static async Task<EmbeddedTestHost> StartAsync(EmbeddedTestSetup setup)
    {
        var host = new EmbeddedTestHost(setup);
        TestContentRoot.Write(host._folder.Path, setup.Settings);
        await host.StartProcessAsync(setup.Faults);
        return host;
    }

    /// <summary>
    /// Starts the application's HTTP functions once more over this host's present process: two instances, one store. Dispose it
    /// before this process ends.
    /// </summary>
    /// <param name="configure">A last word on that instance's builder, after the setup's.</param>
    public Task<TestInstance> StartInstanceAsync(Action<FunctionsApplicationBuilder>? configure = null) =>
        TestInstance.StartAsync(this, _setup, _folder, configure);

    /// <summary>Completes when no message, activity, timer run or commit is in flight and nothing is due at the clock's present time.</summary>
    /// <param name="pastActivities">Do not wait for held activities: they wait themselves, for the clock or for the test.</param>
    public Task SettleAsync(bool pastActivities = false) => Process.SettleAsync(pastActivities);

    /// <summary>Says that a running activity waits for the clock or for the test.</summary>
    public void HoldActivity() => Process.Engine.HoldActivity();

    /// <summary>Says that it goes on.</summary>
    public void ReleaseActivity() => Process.Engine.ReleaseActivity();

    /// <summary>
    /// Moves the clock, stopping at whatever is due on the way until everything is idle again. If the process dies on the way the clock
    /// stops there.
    /// </summary>
    /// <param name="by">How far.</param>
    /// <param name="pastActivities">As in <see cref="SettleAsync"/>.</param>
    public async Task AdvanceAsync(TimeSpan by, bool pastActivities = false)
    {
        var target = Clock.GetUtcNow() + by;
        await SettleAsync(pastActivities);
        while (!IsDead && Process.NextDue is { } due && due <= target) await StepToAsync(due, pastActivities);
        if (IsDead) return;
        Clock.AdvanceTo(target);
        await SettleAsync(pastActivities);
    }

    /// <summary>Moves the clock from due time to due time until the condition holds.</summary>
    /// <exception cref="TimeoutException">It does not hold within the limit.</exception>
    /// <exception cref="SimulatedCrashException">The process died before it held.</exception>
    public async Task AdvanceUntilAsync(Func<Task<bool>> condition, TimeSpan limit, bool pastActivities = false)
    {
        var end = Clock.GetUtcNow() + limit;
        await SettleAsync(pastActivities);
        while (!await condition())
        {
            var next = Process.NextDue is { } due && due < end ? due : end;
            if (IsDead) throw new SimulatedCrashException("The process died; start it again before going on.");
            if (Clock.GetUtcNow() >= end) throw new TimeoutException($"The condition does not hold after {limit}.");
            await StepToAsync(next, pastActivities);
        }
    }

    /// <summary>Throws the process's memory away, as a kill does. Every later commit of the old process is refused.</summary>
    public async Task CrashAsync()
    {
        await Process.CrashAsync();
        _process = null;
    }

    /// <summary>Starts a process over the same folder; one that still runs is stopped in good order first.</summary>
    public async Task RestartAsync(CrashPlan? faults = null)
    {
        if (_process is not null) await _process.StopAsync();
        _process = null;
        await StartProcessAsync(faults);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.CrashAsync();
        _folder.Dispose();
        Logs.ThrowIfSecretsLogged();
    }

    private async Task StepToAsync(DateTimeOffset due, bool pastActivities)
    {
        if (due > Clock.GetUtcNow()) Clock.AdvanceTo(due);
        await SettleAsync(pastActivities);
        // Something stays due at this instant: let at least time go on, or a test that waits for it never ends.
        if (Process.NextDue <= Clock.GetUtcNow()) Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    private async Task StartProcessAsync(CrashPlan? faults) => _process = await TestProcess.StartAsync(_setup, _folder, Clock, Logs, faults);
}
