namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>A fixed time from one run to the next.</summary>
internal sealed record IntervalTimerSchedule(string Text, TimeSpan Interval) : TimerSchedule(Text)
{
    public override DateTimeOffset? Next(DateTimeOffset after) => after.UtcDateTime + Interval;
}
