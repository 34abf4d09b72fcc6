using Microsoft.DurableTask.Client;

namespace Exports.Functions.Housekeeping.Instances;

/// <summary>Removes an orchestration and its history by its id.</summary>
internal static class FinishedInstances
{
    /// <summary>
    /// Purges an instance that has ended; one that has not, or is gone, is left as it is. The status is asked for first, because hosts
    /// differ in whether a purge by id spares a running instance.
    /// </summary>
    /// <returns>Whether nothing of it is left; false when it has not ended.</returns>
    public static async Task<bool> RemoveAsync(DurableTaskClient client, string instanceId, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(instanceId, cancellationToken) is not { } instance)
            return true;
        if (instance.IsCompleted)
            await client.PurgeInstanceAsync(instanceId, cancellationToken);
        return instance.IsCompleted;
    }
}
