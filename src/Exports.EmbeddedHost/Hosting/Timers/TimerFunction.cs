using Exports.EmbeddedHost.Hosting.Functions;
using Microsoft.Extensions.Configuration;

namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>A timer function with its schedule looked up and read.</summary>
internal sealed record TimerFunction(FunctionDescriptor Function, TimerSchedule Schedule, bool IsMonitored, bool RunOnStartup)
{
    public string Name => Function.Name;

    /// <summary>Every timer function of the application.</summary>
    /// <exception cref="HostStartException">A schedule cannot be read.</exception>
    public static IReadOnlyList<TimerFunction> ReadAll(FunctionTable functions, IConfiguration configuration, DateTimeOffset now) =>
        [.. functions.With<TimerTrigger>().Select(found => Read(found.Function, found.Trigger, configuration, now))];

    private static TimerFunction Read(FunctionDescriptor function, TimerTrigger trigger, IConfiguration configuration, DateTimeOffset now)
    {
        var schedule = TimerScheduleParser.Parse(function.Name, trigger.Schedule, configuration);
        return new TimerFunction(function, schedule, trigger.UseMonitor && !schedule.IsSubMinute(now), trigger.RunOnStartup);
    }
}
