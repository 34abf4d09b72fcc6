using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

public sealed class UnmonitoredFunction(TimerProbe probe)
{
    [Function("Unmonitored")]
    public Task RunAsync([TimerTrigger("0 0 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellation) => probe.RunAsync(timer, cancellation);
}
