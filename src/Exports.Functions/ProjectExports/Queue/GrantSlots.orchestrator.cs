using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports.Queue;

/// <summary>
/// Tells waiting exports that they have a slot, for the entity that cannot raise events. One that has ended meanwhile does not hear it.
/// </summary>
public static class GrantSlotsOrchestrator
{
    internal const string Name = "GrantSlots";

    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        foreach (var jobId in context.GetInput<string[]>()!)
            context.SendEvent(jobId, ExportEvents.SlotGranted, true);
        return Task.CompletedTask;
    }
}
