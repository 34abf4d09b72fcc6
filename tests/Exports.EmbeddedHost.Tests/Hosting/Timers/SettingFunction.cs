using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

public sealed class SettingFunction(TimerProbe probe)
{
    [Function("Setting")]
    public Task RunAsync([TimerTrigger("%Sweep:Schedule%")] TimerInfo timer, CancellationToken cancellation) => probe.RunAsync(timer, cancellation);
}
