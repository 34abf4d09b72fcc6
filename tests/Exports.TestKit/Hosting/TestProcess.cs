using Exports.EmbeddedHost.Engine;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Data;
using Exports.EmbeddedHost.Hosting.Timers;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Exports.TestKit.Logging;
using Exports.TestKit.Time;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exports.TestKit.Hosting;

/// <summary>One life of the application in an <see cref="EmbeddedTestHost"/>, from start to stop or crash.</summary>
internal sealed class TestProcess
{
    private readonly IHost _host;

    private TestProcess(IHost host, CrashPlan faults, HttpMessageHandler client)
    {
        _host = host;
        Faults = faults;
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Http = new HttpClient(client) { BaseAddress = new Uri(addresses.Addresses.First()) };
    }

    public CrashPlan Faults { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>The first time at which the engine or a timer function has something to do.</summary>
    public DateTimeOffset? NextDue
        => Engine.NextDue is { } engine && Timers.NextDue is { } timer
            ? engine < timer ? engine : timer
            : Engine.NextDue ?? Timers.NextDue;

    public DurableEngine Engine => Services.GetRequiredService<DurableEngine>();

    private TimerTriggerRunner Timers => Services.GetRequiredService<TimerTriggerRunner>();

    public static async Task<TestProcess> StartAsync(
        EmbeddedTestSetup setup, TempDataFolder folder, ManualTimeProvider clock, RecordingLoggerProvider logs, CrashPlan? faults)
    {
        var plan = faults ?? CrashPlan.None();
        var host = setup.Application([$"--contentRoot={folder.Path}"], Configure).Build();
        try
        {
            await host.StartAsync();
            logs.Secrets.Add(HostKeys.ReadOrCreate(host.Services.GetRequiredService<DataFolder>().HostKeysPath));
            return new TestProcess(host, plan, setup.Client(new SecretObserver(logs.Secrets)));
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }

        void Configure(FunctionsApplicationBuilder builder)
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton(setup.Observe?.Invoke(plan) ?? plan);
            builder.Logging.AddProvider(logs).AddFilter<RecordingLoggerProvider>(null, LogLevel.Trace);
            builder.UseEmbeddedHost(options =>
            {
                options.FunctionsAssembly = setup.FunctionsAssembly;
                options.DataFolder = folder.File(".data");
                options.Synchronous = SqliteSynchronous.Off;
                options.MaxUnitsPerCommit = faults is null ? options.MaxUnitsPerCommit : 1;
                options.Urls = ["http://127.0.0.1:0"];
                options.QuietStart = true;
                EngineTestDefaults.Apply(setup.Mode, options.Engine);
            });
            setup.Configure?.Invoke(builder);
        }
    }

    /// <summary>A timer run may start orchestrations and an orchestration ends no timer run, so timers come first and again.</summary>
    public async Task SettleAsync(bool pastActivities)
    {
        do
        {
            await Timers.WhenIdleAsync();
            await (pastActivities ? Engine.WhenQuiescentAsync() : Engine.WhenIdleAsync());
        }
        while (!Timers.WhenIdleAsync().IsCompleted);
    }

    public async Task StopAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    public async Task CrashAsync()
    {
        Faults.Crash();
        Http.Dispose();
        await _host.StopAsync(new CancellationToken(canceled: true));
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
