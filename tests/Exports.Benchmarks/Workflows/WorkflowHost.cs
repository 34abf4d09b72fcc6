using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.Benchmarks.Workflows;

/// <summary>The embedded host with this program's own functions.</summary>
internal sealed class WorkflowHost : IAsyncDisposable
{
    private readonly IHost _host;

    private WorkflowHost(IHost host) => _host = host;

    public DurableTaskClient Client => _host.Services.GetRequiredService<DurableTaskClient>();

    public static async Task<WorkflowHost> StartAsync(string folder, SqliteSynchronous synchronous, CancellationToken cancellationToken)
    {
        var builder = FunctionsApplication.CreateBuilder(["--contentRoot", folder]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseEmbeddedHost(options =>
        {
            options.FunctionsAssembly = typeof(WorkflowHost).Assembly;
            options.DataFolder = Path.Combine(folder, ".data");
            options.Synchronous = synchronous;
            options.Urls = ["http://127.0.0.1:0"];
            options.QuietStart = true;
        });
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new WorkflowHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
