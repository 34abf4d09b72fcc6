using Exports.Functions.ProjectExports.Watchdog;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.ProjectExports;

/// <summary>
/// Runs the watchdog every minute. A missed run is not made up (hence no monitor, and no write per minute for it): the next one does the
/// same work.
/// </summary>
public static class ExportWatchdogTrigger
{
    private const string Name = "ExportWatchdog";

    [Function(Name)]
    public static async Task RunAsync(
        [TimerTrigger("0 * * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var watchdog = context.InstanceServices.GetRequiredService<ExportWatchdog>();
        var counts = await watchdog.RunOnceAsync(client, context.CancellationToken);
        context.GetLogger(Name).Log(counts.IsNotable ? LogLevel.Information : LogLevel.Debug, "Watched active exports: {Counts}", counts);
    }
}
