using Exports.Functions.ProjectExports.Queue;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports.Watchdog;

/// <summary>What one run has read and found.</summary>
internal sealed record WatchdogRound(DurableTaskClient Client, ExportQueueState Queue, WatchdogCounts Counts)
{
    private readonly List<string> _waiting = [];
    private readonly List<string> _running = [];
    private readonly List<string> _untold = [];

    /// <summary>Jobs of the queue that have ended.</summary>
    public List<string> Gone { get; } = [];

    public void Add(QueueFault fault, string jobId)
    {
        var jobs = fault switch
        {
            QueueFault.WithoutTicket => _waiting,
            QueueFault.WithoutSlot => _running,
            _ => _untold,
        };
        jobs.Add(jobId);
    }

    /// <summary>Whether the queue has to be told anything, be it only that slots are free since the setting was raised.</summary>
    public bool HasRepair(int slots)
    {
        Counts.Repaired = Gone.Count + _waiting.Count + _running.Count + _untold.Count;
        return Counts.Repaired > 0 || (Queue.Tickets.Count > 0 && Queue.Holders.Count < slots);
    }

    public QueueRepair ToRepair() => new(Gone, _waiting, _running, _untold);
}
