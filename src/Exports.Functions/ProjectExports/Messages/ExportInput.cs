namespace Exports.Functions.ProjectExports.Messages;

/// <summary>
/// The input of a job's orchestration. The settings that shape its decisions travel in it, so that a replay under
/// changed settings decides as before.
/// </summary>
/// <param name="ProjectId">The project.</param>
/// <param name="JobId">The job, and the orchestration's instance id.</param>
/// <param name="EnqueuedAt">When the request was accepted.</param>
/// <param name="Deadline">When the job is failed if it has not ended.</param>
/// <param name="Retries">How failed attempts are repeated.</param>
public sealed record ExportInput(
    long ProjectId, string JobId, DateTimeOffset EnqueuedAt, DateTimeOffset Deadline, RetrySettings Retries);
