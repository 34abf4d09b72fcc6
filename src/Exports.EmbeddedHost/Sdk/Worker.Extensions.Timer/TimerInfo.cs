namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function learns about the run it is in.</summary>
public class TimerInfo
{
    /// <summary>Null when the schedule is not monitored, see <see cref="TimerTriggerAttribute.UseMonitor"/>.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when this run makes up for an occurrence that passed while the host was not running.</summary>
    public bool IsPastDue { get; set; }
}
