using Exports.Functions.ProjectExports.Messages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports;

/// <summary>Removes one generation of a project's archive, for the entity that owns its timer and does no I/O.</summary>
public static class DeleteArchiveOrchestrator
{
    internal const string Name = "DeleteArchive";

    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync(
        ProjectExportActivities.RemoveArchive, context.GetInput<ArchiveKey>(), ExportRetries.Insistent);
}
