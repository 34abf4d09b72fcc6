namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Who waited in the queue at a moment: every job up to <see cref="MaxListed"/>, and every n-th of a longer queue, so that the row
/// stays small whatever the queue.
/// </summary>
/// <param name="Listed">Job ids in the order of the queue.</param>
/// <param name="Count">How many wait.</param>
/// <param name="WrittenAt">When.</param>
internal sealed record QueueBoard(IReadOnlyList<string> Listed, int Count, DateTimeOffset WrittenAt)
{
    /// <summary>16 bytes each: 16 KiB of a property's 64.</summary>
    public const int MaxListed = 1024;

    private int Step => StepOf(Count);

    /// <param name="tickets">Job ids in the order of the queue.</param>
    /// <param name="now">The clock.</param>
    public static QueueBoard Of(IReadOnlyList<string> tickets, DateTimeOffset now)
    {
        var step = StepOf(tickets.Count);
        return new([.. tickets.Where((_, place) => place % step == 0)], tickets.Count, now);
    }

    /// <summary>How many wait before this job. A job that is not there yet, or no longer, gets the place that its id would have.</summary>
    /// <returns>Exact up to <see cref="MaxListed"/> tickets; beyond, rounded up to the distance between two that are listed.</returns>
    public int PositionOf(string jobId)
    {
        var (from, to) = (0, Listed.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = string.CompareOrdinal(Listed[middle], jobId) < 0 ? (middle + 1, to) : (from, middle);
        }

        return Math.Min(from * Step, Count);
    }

    private static int StepOf(int count) => Math.Max(1, (count + MaxListed - 1) / MaxListed);
}
