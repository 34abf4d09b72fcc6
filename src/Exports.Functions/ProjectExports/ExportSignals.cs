using Exports.Functions.ProjectExports.Messages;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports;

/// <summary>What an export's orchestration tells the project's entity.</summary>
internal static class ExportSignals
{
    public static Task SignalQueuedAsync(this TaskOrchestrationContext context, ExportInput input) =>
        context.Entities.SignalEntityAsync(ProjectExportEntity.IdOf(input.ProjectId), nameof(ProjectExportEntity.Queued), input.JobId);

    public static Task SignalStartedAsync(this TaskOrchestrationContext context, AttemptKey attempt) =>
        context.Entities.SignalEntityAsync(ProjectExportEntity.IdOf(attempt.ProjectId), nameof(ProjectExportEntity.Started), attempt.JobId);

    public static Task SignalEndAsync(this TaskOrchestrationContext context, ExportInput input, JobEnd end) =>
        context.Entities.SignalEntityAsync(
            ProjectExportEntity.IdOf(input.ProjectId), nameof(ProjectExportEntity.Ended), new JobEnded(input.JobId, end));
}
