using NCrontab;

namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>An NCRONTAB expression of six fields.</summary>
internal sealed record CronTimerSchedule(string Text, CrontabSchedule Crontab) : TimerSchedule(Text)
{
    public override DateTimeOffset? Next(DateTimeOffset after)
    {
        var next = Crontab.GetNextOccurrence(after.UtcDateTime, DateTime.MaxValue);
        return next == DateTime.MaxValue ? null : new DateTimeOffset(DateTime.SpecifyKind(next, DateTimeKind.Utc));
    }
}
