using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports;

/// <summary>
/// The watchdog's events to one orchestration, through one live waiter for all attempts. An event for another attempt than the
/// present one is late or a repeat, and is passed over.
/// </summary>
internal sealed class Redrives(TaskOrchestrationContext context)
{
    private Task<int> _next = context.WaitForExternalEvent<int>(ExportEvents.Redrive);

    /// <summary>Completes when this attempt was found silent.</summary>
    public async Task OfAsync(int attempt)
    {
        while (true)
        {
            var awaited = _next;
            if (await awaited == attempt)
                return;
            // An earlier attempt's wait may have gone on to the next event already.
            if (awaited == _next)
                _next = context.WaitForExternalEvent<int>(ExportEvents.Redrive);
        }
    }
}
