using Microsoft.DurableTask;

namespace Exports.Functions.Projects.Imports;

/// <summary>How an import's orchestration repeats its activities. Constants, because a replay must decide as before.</summary>
internal static class ImportRetries
{
    /// <summary>Reading and storing: what was done counts, so trying again for some minutes is cheap.</summary>
    public static readonly TaskOptions Patient = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 5,
        firstRetryInterval: TimeSpan.FromSeconds(10),
        backoffCoefficient: 3,
        maxRetryInterval: TimeSpan.FromMinutes(5)));

    /// <summary>What must happen in the end, through a storage that is away for an hour.</summary>
    public static readonly TaskOptions Insistent = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 20,
        firstRetryInterval: TimeSpan.FromSeconds(2),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(10)));
}
