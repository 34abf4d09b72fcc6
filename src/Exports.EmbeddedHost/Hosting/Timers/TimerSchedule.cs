namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>When a timer function runs, in UTC.</summary>
internal abstract record TimerSchedule(string Text)
{
    private const int OccurrencesLookedAt = 5;

    /// <summary>The first occurrence after <paramref name="after"/>; null when there is none.</summary>
    public abstract DateTimeOffset? Next(DateTimeOffset after);

    /// <summary>The planned occurrence, or an earlier one: a clock that was ahead, or is set back, must not silence the function.</summary>
    public DateTimeOffset? Upcoming(DateTimeOffset? planned, DateTimeOffset now) =>
        Next(now) is { } next && next < planned ? next : planned;

    /// <summary>Whether occurrences are ever less than a minute apart: such schedules are not monitored (rule M2).</summary>
    public bool IsSubMinute(DateTimeOffset from)
    {
        var previous = Next(from);
        for (var i = 1; i < OccurrencesLookedAt && previous is { } earlier; i++)
        {
            previous = Next(earlier);
            if (previous - earlier < TimeSpan.FromMinutes(1))
            {
                return true;
            }
        }

        return false;
    }
}
