using Exports.Functions.ProjectExports.AfterExport;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports;

/// <summary>How the orchestrations repeat their activities. Constants, because a replay must decide as before.</summary>
internal static class ExportRetries
{
    /// <summary>
    /// A segment goes on from its cursor after a passing fault. Everything else fails the attempt at once: the attempts are what is
    /// repeated. The run that failed has handed over, so the watchdog waits for the next one as for any that waits for a worker.
    /// </summary>
    public static readonly TaskOptions Segment = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2)
        {
            HandleFailure = ExportFailure.IsPassing,
        });

    /// <summary>Short writes that a passing fault of the storage should not turn into a failed attempt.</summary>
    public static readonly TaskOptions Brief = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    /// <summary>
    /// As <see cref="Brief"/>, for an upload. A try that the other side turns away is no failure of the activity but its result; one
    /// that was the last is final.
    /// </summary>
    public static readonly TaskOptions Upload = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2)
        {
            HandleFailure = failure => !failure.IsCausedBy<AfterExportException>(),
        });

    /// <summary>What must happen in the end, through a storage that is away for an hour.</summary>
    public static readonly TaskOptions Insistent = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 20,
        firstRetryInterval: TimeSpan.FromSeconds(2),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(10)));
}
