using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

public sealed class MonthlyFunction(TimerProbe probe)
{
    [Function("Monthly")]
    public Task RunAsync([TimerTrigger("0 0 0 1 * *")] TimerInfo timer, CancellationToken cancellation) => probe.RunAsync(timer, cancellation);
}
