using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Queue;

/// <summary>Answers how many wait before a queued job, from the one row that the watchdog writes each minute.</summary>
internal sealed class QueuePositions(ExportQueueTable table, TimeProvider time)
{
    /// <summary>
    /// A minute, and what a run of the watchdog may take. Older ones are not shown: no position is better than a wrong one.
    /// </summary>
    internal static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(75);

    /// <summary>One read, and none when no job is queued.</summary>
    /// <returns>The board; null when none is needed, or none is fresh.</returns>
    public async Task<QueueBoard?> ReadAsync(IEnumerable<ProjectExportJob> jobs, CancellationToken cancellationToken)
    {
        if (jobs.All(job => job.Status is not ExportJobStatus.Queued))
            return null;
        var board = await table.ReadAsync(cancellationToken);
        return board is not null && time.GetUtcNow() - board.WrittenAt <= MaxAge ? board : null;
    }
}
