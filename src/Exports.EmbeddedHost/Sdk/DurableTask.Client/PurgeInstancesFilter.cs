namespace Microsoft.DurableTask.Client;

/// <summary>Which finished instances to purge; running ones are never touched (rules I11, I12).</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>Positive. Stop after this long; <see cref="PurgeResult.IsComplete"/> then says false. Null has no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
