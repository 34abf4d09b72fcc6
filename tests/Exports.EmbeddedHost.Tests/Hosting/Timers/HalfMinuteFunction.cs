using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

public sealed class HalfMinuteFunction(TimerProbe probe)
{
    [Function("HalfMinute")]
    public Task RunAsync([TimerTrigger("00:00:30")] TimerInfo timer, CancellationToken cancellation) => probe.RunAsync(timer, cancellation);
}
