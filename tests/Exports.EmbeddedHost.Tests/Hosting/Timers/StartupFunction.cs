using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

public sealed class StartupFunction(TimerProbe probe)
{
    [Function("Startup")]
    public Task RunAsync([TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellation) => probe.RunAsync(timer, cancellation);
}
