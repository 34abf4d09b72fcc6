using System.Reflection;
using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Storage;
using Exports.TestKit.Engine;
using Exports.TestKit.Logging;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exports.TestKit.Hosting;

/// <summary>
/// One more instance of the application's HTTP functions over the store of an <see cref="EmbeddedTestHost"/>, as a plan that has scaled
/// out runs them: its own services and memory; tables, blobs, orchestrations and the clock are the first one's. Orchestrations,
/// activities and timer functions run in the first alone. It lives no longer than the process it was started beside.
/// </summary>
internal sealed class TestInstance : IAsyncDisposable
{
    private readonly IHost _host;

    private TestInstance(IHost host, HttpMessageHandler client)
    {
        _host = host;
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Http = new HttpClient(client) { BaseAddress = new Uri(addresses.Addresses.First()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _host.Services;

    /// <param name="first">Whose store it shares.</param>
    /// <param name="setup">What the first one runs; the same application is started again.</param>
    /// <param name="folder">The first one's folder: its settings are read, and a folder of this instance's own is made in it.</param>
    /// <param name="configure">A last word on this instance's builder.</param>
    public static async Task<TestInstance> StartAsync(
        EmbeddedTestHost first, EmbeddedTestSetup setup, TempDataFolder folder, Action<FunctionsApplicationBuilder>? configure)
    {
        var host = setup.Application([$"--contentRoot={folder.Path}"], Configure).Build();
        try
        {
            await host.StartAsync();
            return new TestInstance(host, setup.Client(new SecretObserver(first.Logs.Secrets)));
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }

        void Configure(FunctionsApplicationBuilder builder)
        {
            Share(builder.Services, first);
            builder.Logging.AddProvider(first.Logs).AddFilter<RecordingLoggerProvider>(null, LogLevel.Trace);
            builder.UseEmbeddedHost(options =>
            {
                options.FunctionTypes = HttpFunctions(setup.FunctionsAssembly);
                options.DataFolder = folder.File($".instance-{Guid.NewGuid():N}");
                options.Urls = ["http://127.0.0.1:0"];
                options.QuietStart = true;
                EngineTestDefaults.Apply(setup.Mode, options.Engine);
            });
            setup.Configure?.Invoke(builder);
            configure?.Invoke(builder);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static void Share(IServiceCollection services, EmbeddedTestHost first)
    {
        services.AddSingleton<TimeProvider>(first.Clock);
        services.AddSingleton(first.Durable);
        services.AddSingleton(first.Tables);
        services.AddSingleton(first.Blobs);
        services.AddSingleton(first.Services.GetRequiredService<StorageMetrics>());
    }

    private static Type[] HttpFunctions(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => type.GetMethods().Any(IsHttpFunction))];

    private static bool IsHttpFunction(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute), inherit: false));
}
