using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

public sealed class MinutelyFunction(TimerProbe probe)
{
    [Function("Minutely")]
    public Task RunAsync([TimerTrigger("* * * * *")] TimerInfo timer, CancellationToken cancellation) => probe.RunAsync(timer, cancellation);
}
