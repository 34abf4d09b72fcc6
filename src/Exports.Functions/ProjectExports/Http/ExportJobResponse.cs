using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>A job as the API shows it.</summary>
internal sealed record ExportJobResponse(
    string Id,
    ExportJobStatus Status,
    string? Requester,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    int Attempt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? HeartbeatAt,
    ExportPhase? Phase,
    ExportProgress Progress,
    FailureReason? Reason,
    string? Message,
    ExportUploadResponse? Upload,
    int? QueuePosition)
{
    /// <param name="job">The job.</param>
    /// <param name="queue">
    /// Who waits, where that is asked and known: a queued job's position is how many do before it, 0 being the next.
    /// </param>
    public static ExportJobResponse From(ProjectExportJob job, QueueBoard? queue = null) => new(
        job.JobId,
        job.Status,
        job.Requester,
        job.CreatedAt,
        job.StartedAt,
        job.UpdatedAt,
        job.FinishedAt,
        job.Attempt,
        job.NextAttemptAt,
        job.HeartbeatAt,
        job.Phase,
        job.Progress,
        job.Reason,
        job.Message,
        ExportUploadResponse.From(job.Upload),
        job.Status is ExportJobStatus.Queued ? queue?.PositionOf(job.JobId) : null);
}
