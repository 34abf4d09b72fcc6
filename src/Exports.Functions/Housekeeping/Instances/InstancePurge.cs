using Exports.Functions.ProjectExports;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Housekeeping.Instances;

/// <summary>
/// Purges orchestrations that have ended and that no record leads to any more: removals of archives, grants of slots, deliveries. Those of
/// export jobs mostly went with their records by then. For a bounded time; the next run goes on.
/// </summary>
internal sealed class InstancePurge(TimeProvider time, IOptions<ProjectExportOptions> exports, IOptions<HousekeepingOptions> options)
{
    private static readonly OrchestrationRuntimeStatus[] Finished =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>
    /// The filter knows when an instance began: one that began so long ago had its whole deadline, and a retention since.
    /// </summary>
    public Task<PurgeResult> RunOnceAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - exports.Value.Deadline - exports.Value.RecordRetention;
        var filter = new PurgeInstancesFilter(CreatedFrom: null, CreatedTo: before, Statuses: Finished)
        {
            Timeout = options.Value.PurgeTime,
        };
        return client.PurgeAllInstancesAsync(filter, cancellationToken);
    }
}
