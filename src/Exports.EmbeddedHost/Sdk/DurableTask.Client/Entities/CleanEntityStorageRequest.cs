namespace Microsoft.DurableTask.Client.Entities;

/// <summary>What to clean. <c>new()</c> leaves both flags false; <see cref="Default"/> has them true.</summary>
public readonly record struct CleanEntityStorageRequest
{
    public static CleanEntityStorageRequest Default => new() { RemoveEmptyEntities = true, ReleaseOrphanedLocks = true };

    /// <summary>Forget entities that have neither state nor messages nor a lock.</summary>
    public bool RemoveEmptyEntities { get; init; }

    /// <summary>Free entities whose holder no longer exists (rule N18).</summary>
    public bool ReleaseOrphanedLocks { get; init; }

    public string? ContinuationToken { get; init; }
}
