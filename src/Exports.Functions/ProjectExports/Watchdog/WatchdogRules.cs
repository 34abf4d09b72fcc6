using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Watchdog;

/// <summary>The watchdog's decisions about one active job, from what was read; it reads nothing itself.</summary>
internal static class WatchdogRules
{
    /// <summary>So many heartbeats have to be missed before an attempt is given up.</summary>
    internal const int MissedHeartbeats = 3;

    /// <summary>Younger than this, queue and row may differ because one of them was read a moment before the other.</summary>
    internal static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A heartbeat is due while an activity works. Between two activities none is: a planned pause is no silence, and neither is waiting
    /// for a free worker, until it lasts longer than any backlog should.
    /// </summary>
    public static bool IsSilent(ProjectExportJob job, DateTimeOffset now, ProjectExportOptions options)
    {
        if (job.Status is not ExportJobStatus.Started || job.NextAttemptAt is not null)
            return false;

        var limit = job.AwaitsWorker ? options.WorkerPatience : MissedHeartbeats * options.Heartbeat;
        var heard = job.HeartbeatAt ?? job.UpdatedAt;
        return now - (job.Upload?.NextTryAt is { } planned && planned > heard ? planned : heard) > limit;
    }

    /// <summary>Where a job without a ticket belongs in the queue, if it is not there already.</summary>
    public static QueueFault Compare(ProjectExportJob job, ExportQueueState queue, DateTimeOffset now)
    {
        var holds = queue.Holders.Contains(job.JobId);
        return job.Status switch
        {
            ExportJobStatus.Queued when holds => QueueFault.Untold,
            ExportJobStatus.Queued when now - job.CreatedAt >= Settled => QueueFault.WithoutTicket,
            ExportJobStatus.Started when !holds && now - (job.StartedAt ?? now) >= Settled => QueueFault.WithoutSlot,
            _ => QueueFault.None,
        };
    }
}
