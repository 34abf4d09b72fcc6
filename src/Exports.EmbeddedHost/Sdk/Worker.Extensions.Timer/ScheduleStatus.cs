namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the host remembers of a monitored timer. All times are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The latest occurrence that was run; <see cref="DateTime.MinValue"/> before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>The occurrence that comes next.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was last written.</summary>
    public DateTime LastUpdated { get; set; }
}
