using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.ProjectExports.Queue;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports;

/// <summary>What an export's orchestration tells the project's entity and asks of the queue's.</summary>
internal static class ExportSignals
{
    public static Task SignalQueuedAsync(this TaskOrchestrationContext context, ExportInput input) =>
        context.Entities.SignalEntityAsync(ProjectExportEntity.IdOf(input.ProjectId), nameof(ProjectExportEntity.Queued), input.JobId);

    public static Task SignalStartedAsync(this TaskOrchestrationContext context, AttemptKey attempt) =>
        context.Entities.SignalEntityAsync(ProjectExportEntity.IdOf(attempt.ProjectId), nameof(ProjectExportEntity.Started), attempt.JobId);

    public static Task SignalEndAsync(this TaskOrchestrationContext context, ExportInput input, JobEnd end) =>
        context.Entities.SignalEntityAsync(
            ProjectExportEntity.IdOf(input.ProjectId), nameof(ProjectExportEntity.Ended), new JobEnded(input.JobId, end));

    /// <returns>Whether the job has a slot; if not, <see cref="ExportEvents.SlotGranted"/> comes when it does.</returns>
    public static Task<bool> EnterQueueAsync(this TaskOrchestrationContext context, ExportInput input) =>
        context.Entities.CallEntityAsync<bool>(ExportQueueEntity.Id, nameof(ExportQueueEntity.Enter), input.JobId);

    public static Task LeaveQueueAsync(this TaskOrchestrationContext context, ExportInput input) =>
        context.Entities.SignalEntityAsync(ExportQueueEntity.Id, nameof(ExportQueueEntity.Leave), input.JobId);
}
