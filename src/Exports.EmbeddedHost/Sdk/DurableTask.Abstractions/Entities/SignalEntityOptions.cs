namespace Microsoft.DurableTask.Entities;

/// <summary>Options of an entity signal.</summary>
public record SignalEntityOptions
{
    /// <summary>When to deliver; null is at once. A signal once sent cannot be cancelled (rule N16).</summary>
    public DateTimeOffset? SignalTime { get; init; }

    public static implicit operator SignalEntityOptions?(bool? value) => value == true ? new SignalEntityOptions() : null;

    public static implicit operator SignalEntityOptions(DateTimeOffset value) => new() { SignalTime = value };
}
