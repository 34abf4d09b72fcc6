using System.Globalization;
using Microsoft.Extensions.Configuration;
using NCrontab;

namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>Reads a schedule as the timer trigger writes it (rule M1).</summary>
internal static class TimerScheduleParser
{
    /// <exception cref="HostStartException">A setting is missing, or the text is neither NCRONTAB nor a positive TimeSpan.</exception>
    public static TimerSchedule Parse(string function, string text, IConfiguration configuration)
    {
        var schedule = Resolve(function, text, configuration).Trim();
        if (Crontab(schedule) is { } crontab)
        {
            return new CronTimerSchedule(schedule, crontab);
        }

        return TimeSpan.TryParse(schedule, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new IntervalTimerSchedule(schedule, interval)
            : throw new HostStartException(
                $"Function '{function}' has the schedule '{schedule}', "
                + "which is neither an NCRONTAB expression of five or six fields nor a positive TimeSpan.");
    }

    private static string Resolve(string function, string text, IConfiguration configuration)
    {
        if (text is not ['%', .. { Length: > 0 } setting, '%'])
        {
            return text;
        }

        var key = setting.Replace("__", ":", StringComparison.Ordinal);
        return configuration[key]
            ?? throw new HostStartException($"Function '{function}' takes its schedule from the setting '{setting}', which is not set.");
    }

    private static CrontabSchedule? Crontab(string schedule)
    {
        var fields = schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return fields is 5 or 6
            ? CrontabSchedule.TryParse(
                fields == 5 ? "0 " + schedule : schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            : null;
    }
}
