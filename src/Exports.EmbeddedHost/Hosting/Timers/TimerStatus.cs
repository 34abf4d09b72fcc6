using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>What is remembered of a monitored timer.</summary>
/// <param name="Schedule">The schedule's text when <paramref name="Next"/> was computed.</param>
/// <param name="Last">The latest occurrence that was run; null before the first.</param>
/// <param name="Next">The occurrence that comes next; null when the schedule has no more.</param>
/// <param name="UpdatedAt">When this was written.</param>
internal sealed record TimerStatus(string Schedule, DateTimeOffset? Last, DateTimeOffset? Next, DateTimeOffset UpdatedAt)
{
    public ScheduleStatus ToScheduleStatus() => new()
    {
        Last = Last?.UtcDateTime ?? default,
        Next = Next?.UtcDateTime ?? default,
        LastUpdated = UpdatedAt.UtcDateTime,
    };
}
