using Exports.Functions.Shared.Durable;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports.Sweep;

/// <summary>The sweep's decision about one index row, from what was read; it reads nothing itself.</summary>
internal static class SweepRules
{
    /// <param name="entry">The index row.</param>
    /// <param name="job">The job it leads to; null when there is none.</param>
    /// <param name="orchestration">The status of the job's orchestration; null when there is none.</param>
    /// <param name="now">The clock.</param>
    /// <param name="options">The ages that matter.</param>
    public static SweepVerdict Decide(
        ActiveProjectExport entry,
        ProjectExportJob? job,
        OrchestrationRuntimeStatus? orchestration,
        DateTimeOffset now,
        ProjectExportOptions options)
    {
        var age = now - entry.EnqueuedAt;
        if (job is null)
            return age >= options.DanglingAfter ? SweepVerdict.Close : SweepVerdict.Keep;
        // One that ended a moment ago is still being cleaned up by its orchestration; without a living one it never will be.
        if (!job.IsActive)
            return OrchestrationEnd.HasSettled(orchestration) || age >= options.Deadline ? SweepVerdict.Close : SweepVerdict.Tell;
        if (age >= options.Deadline)
            return SweepVerdict.FailTimedOut;
        // A young job may have got its orchestration, and even its first attempt, between the two reads.
        if (orchestration is null && age < options.NeverStartedAfter)
            return SweepVerdict.Keep;
        if (orchestration is null && job.Status is ExportJobStatus.Queued)
            return SweepVerdict.FailNeverStarted;
        return OrchestrationEnd.HasSettled(orchestration) ? SweepVerdict.FailWorkerLost : SweepVerdict.Keep;
    }
}
