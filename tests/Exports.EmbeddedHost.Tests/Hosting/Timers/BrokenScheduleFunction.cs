using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

public sealed class BrokenScheduleFunction(TimerProbe probe)
{
    [Function("BrokenSchedule")]
    public Task RunAsync([TimerTrigger("every hour")] TimerInfo timer, CancellationToken cancellation) => probe.RunAsync(timer, cancellation);
}
