using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Runs the function on a schedule, in UTC: a six-field NCRONTAB expression (five fields mean second 0), a <see cref="TimeSpan"/> such as
/// <c>00:30:00</c>, or <c>%Setting%</c> to read either from the configuration.
/// </summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    public string Schedule { get; private set; }

    /// <summary>
    /// Whether occurrences are recorded, so that one missed while the host was down is made up at the next start.
    /// Schedules that recur within less than a minute are never monitored.
    /// </summary>
    /// <value>True.</value>
    public bool UseMonitor { get; set; }

    /// <summary>Whether the function also runs once when the host starts.</summary>
    /// <value>False.</value>
    public bool RunOnStartup { get; set; }
}
