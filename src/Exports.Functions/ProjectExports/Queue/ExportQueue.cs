using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports.Queue;

/// <summary>The queue entity as sweep and watchdog see it: read it, compare it with the rows, tell it what is wrong.</summary>
internal sealed class ExportQueue(ProjectExportIndexTable index, ExportQueueTable board, TimeProvider time)
{
    public static async Task<ExportQueueState> ReadAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var entity = await client.Entities.GetEntityAsync<ExportQueueState>(ExportQueueEntity.Id, cancellation: cancellationToken);
        return entity?.State ?? new();
    }

    /// <summary>
    /// The jobs in the queue that have left the active index. Their rows there were written before they could enter the queue, so what
    /// has none has ended; what is merely not among <paramref name="active"/> is looked up, because it may have come since.
    /// </summary>
    public async Task<List<string>> FindGoneAsync(ExportQueueState queue, IReadOnlySet<string> active, CancellationToken cancellationToken)
    {
        var gone = new List<string>();
        foreach (var jobId in queue.Holders.Concat(queue.Tickets).Where(jobId => !active.Contains(jobId)))
        {
            if (!await index.ContainsAsync(jobId, cancellationToken))
                gone.Add(jobId);
        }

        return gone;
    }

    /// <summary>Tells the entity, and whoever still waits for a job that has ended.</summary>
    public static async Task RepairAsync(DurableTaskClient client, QueueRepair repair, CancellationToken cancellationToken)
    {
        foreach (var jobId in repair.Gone)
            await ExportWakeUp.RaiseAsync(client, jobId, ExportEvents.Ended, true, cancellationToken);
        await client.Entities.SignalEntityAsync(
            ExportQueueEntity.Id, nameof(ExportQueueEntity.Repair), repair, cancellation: cancellationToken);
    }

    /// <summary>Lets everybody see who waits.</summary>
    public Task PublishAsync(ExportQueueState queue, CancellationToken cancellationToken) =>
        board.WriteAsync(QueueBoard.Of(queue.Tickets, time.GetUtcNow()), cancellationToken);
}
