namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts over with an empty history (rules C1 to C6).</summary>
public class ContinueAsNewOptions
{
    public object? NewInput { get; set; }

    /// <summary>True sends events that nobody waited for to the next generation, in order; false drops them.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;

    /// <summary>Version of the next generation; null keeps the present one.</summary>
    public string? NewVersion { get; set; }
}
