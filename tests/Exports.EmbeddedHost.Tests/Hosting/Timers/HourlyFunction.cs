using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

public sealed class HourlyFunction(TimerProbe probe)
{
    [Function("Hourly")]
    public Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellation) => probe.RunAsync(timer, cancellation);
}
