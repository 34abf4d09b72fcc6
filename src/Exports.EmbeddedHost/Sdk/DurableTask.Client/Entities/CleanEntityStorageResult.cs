namespace Microsoft.DurableTask.Client.Entities;

/// <summary>What a cleaning did.</summary>
public readonly record struct CleanEntityStorageResult
{
    public int EmptyEntitiesRemoved { get; init; }

    public int OrphanedLocksReleased { get; init; }

    /// <summary>Null when everything has been looked at.</summary>
    public string? ContinuationToken { get; init; }
}
