namespace Exports.Functions.ProjectExports.Queue;

/// <summary>
/// What the queue entity keeps: ids only, some 35 bytes each, so that thousands of tickets stay below what Azure Storage holds in
/// one instance row with a blob beside it. The rows know everything else.
/// </summary>
public sealed record ExportQueueState
{
    /// <summary>The jobs that have a slot. May be more than the setting allows after it was lowered.</summary>
    public HashSet<string> Holders { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The jobs that wait, in order of their ids, which is the order of the requests.</summary>
    public List<string> Tickets { get; init; } = [];

    /// <summary>Lets a job wait at the place that its id gives it, however late its ticket comes.</summary>
    public void Wait(string jobId)
    {
        var place = Tickets.BinarySearch(jobId, StringComparer.Ordinal);
        if (place < 0 && !Holders.Contains(jobId))
            Tickets.Insert(~place, jobId);
    }

    /// <summary>Takes a job's slot or ticket back; one that has neither is fine.</summary>
    public void Drop(string jobId)
    {
        Holders.Remove(jobId);
        var place = Tickets.BinarySearch(jobId, StringComparer.Ordinal);
        if (place >= 0)
            Tickets.RemoveAt(place);
    }

    /// <summary>A job that works without a slot gets one, even beyond the limit: it runs already.</summary>
    public void Adopt(string jobId)
    {
        Drop(jobId);
        Holders.Add(jobId);
    }

    /// <summary>Hands the free slots to the first tickets.</summary>
    /// <returns>The jobs that have a slot from now on.</returns>
    public IReadOnlyList<string> Grant(int slots)
    {
        var granted = Tickets.GetRange(0, Math.Clamp(slots - Holders.Count, 0, Tickets.Count));
        Tickets.RemoveRange(0, granted.Count);
        Holders.UnionWith(granted);
        return granted;
    }
}
