using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Timers;
using Exports.TestKit.Logging;
using Exports.TestKit.Time;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Tests.Hosting;

/// <summary>A host over chosen function classes, on a folder of its own and a clock that the test moves.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    private HostUnderTest(IHost host, ManualTimeProvider clock, RecordingLoggerProvider logs)
    {
        _host = host;
        Clock = clock;
        Logs = logs;
    }

    public ManualTimeProvider Clock { get; }

    public RecordingLoggerProvider Logs { get; }

    public IServiceProvider Services => _host.Services;

    public TimerTriggerRunner Timers => Services.GetRequiredService<TimerTriggerRunner>();

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Starts a host.</summary>
    public static async Task<HostUnderTest> StartAsync(HostSetup setup, params Type[] functions)
    {
        Directory.CreateDirectory(setup.ContentRoot ?? setup.Folder);
        var clock = setup.Clock ?? new ManualTimeProvider();
        var logs = new RecordingLoggerProvider();
        var host = Build(setup, clock, logs, functions);
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }

        var running = new HostUnderTest(host, clock, logs);
        running.Http.BaseAddress = running.Address();
        return running;
    }

    /// <summary>Builds a host without starting it.</summary>
    public static IHost Build(HostSetup setup, ManualTimeProvider clock, RecordingLoggerProvider logs, params Type[] functions)
    {
        var builder = FunctionsApplication.CreateBuilder(["--contentRoot", setup.ContentRoot ?? setup.Folder, .. setup.Arguments]);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Logging.AddProvider(logs).AddFilter<RecordingLoggerProvider>(null, LogLevel.Trace);
        setup.Configure?.Invoke(builder);
        if (!setup.WithoutWebApplication)
        {
            builder.ConfigureFunctionsWebApplication();
        }

        setup.ConfigureInsideWeb?.Invoke(builder);
        builder.UseEmbeddedHost(options =>
        {
            options.FunctionTypes = functions;
            options.DataFolder = setup.Folder;
            options.Urls = ["http://127.0.0.1:0"];
            options.QuietStart = true;
            options.Synchronous = SqliteSynchronous.Off;
            setup.Options?.Invoke(options);
        });
        return builder.Build();
    }

    /// <summary>Moves the clock from one timer occurrence to the next, waiting for the runs in between.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var end = Clock.GetUtcNow() + by;
        await Timers.WhenIdleAsync();
        while (Timers.NextDue is { } due && due <= end)
        {
            Clock.AdvanceTo(due > Clock.GetUtcNow() ? due : Clock.GetUtcNow());
            await Timers.WhenIdleAsync();
        }

        Clock.AdvanceTo(end);
        await Timers.WhenIdleAsync();
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Logs.ThrowIfSecretsLogged();
    }

    private Uri Address() => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
