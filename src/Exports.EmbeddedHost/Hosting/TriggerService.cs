using Exports.EmbeddedHost.Hosting.Timers;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Hosting;

/// <summary>
/// Starts what calls functions. The last hosted service before HTTP: as in Azure, no function runs before the application's own
/// hosted services have started, and they stop after the last one has ended.
/// </summary>
internal sealed class TriggerService(TimerTriggerRunner timers) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => timers.StartAsync();

    public Task StopAsync(CancellationToken cancellationToken) => timers.StopAsync(cancellationToken);
}
