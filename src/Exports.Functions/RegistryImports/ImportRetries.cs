using Microsoft.DurableTask;

namespace Exports.Functions.RegistryImports;

/// <summary>How the orchestration repeats its activities. Constants, because a replay must decide as before.</summary>
internal static class ImportRetries
{
    /// <summary>What the next tick of a timer makes good.</summary>
    public static readonly TaskOptions Brief = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    /// <summary>What must happen in the end, through a storage that is away for an hour. An answer of the registry is no failure.</summary>
    public static readonly TaskOptions Insistent = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 20,
        firstRetryInterval: TimeSpan.FromSeconds(2),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(10)));
}
