using Azure.Data.Tables;
using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Storage.Tables;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>The product's own services over a real store, with nothing that would call them but the test.</summary>
internal sealed class InterleavingStore : IAsyncDisposable
{
    private readonly EmbeddedTestHost _host;

    private InterleavingStore(EmbeddedTestHost host, Orchestrations orchestrations)
    {
        _host = host;
        Orchestrations = orchestrations;
        Tables = (WatchedTables)host.Tables;
    }

    public Orchestrations Orchestrations { get; }

    public WatchedTables Tables { get; }

    public ManualTimeProvider Clock => _host.Clock;

    public static async Task<InterleavingStore> StartAsync()
    {
        var orchestrations = new Orchestrations();
        var host = await ExportsTestHost.StartAsync(configure: builder =>
        {
            builder.Services.AddSingleton(orchestrations.Client);
            builder.Services.AddSingleton<TableServiceClient>(services => new WatchedTables(new(services.GetRequiredService<TableStore>())));
            builder.UseEmbeddedHost(options => options.FunctionTypes = []);
        });
        return new(host, orchestrations);
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
