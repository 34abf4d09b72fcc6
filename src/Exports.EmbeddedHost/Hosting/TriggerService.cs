using Exports.EmbeddedHost.Engine;
using Exports.EmbeddedHost.Hosting.Timers;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Hosting;

/// <summary>
/// Starts what calls functions. The last hosted service before HTTP: as in Azure, no function runs before the application's own
/// hosted services have started, and they stop after the last one has ended.
/// </summary>
internal sealed class TriggerService(DurableEngine engine, TimerTriggerRunner timers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await engine.StartAsync(cancellationToken);
        await timers.StartAsync();
    }

    /// <summary>Both get the grace time together; a timer run that waits for the engine must not find it gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await timers.StopAsync(cancellationToken);
        await engine.StopAsync(cancellationToken);
    }
}
