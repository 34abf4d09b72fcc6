using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.Shared.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.RegistryImports.Enqueuing;

/// <summary>Starts a repository's orchestration. Its instance id is the path's hash, so there is never more than one.</summary>
internal static class ImportStarter
{
    /// <returns>Whether it runs for this attempt; false while one for an earlier attempt has not ended.</returns>
    public static async Task<bool> StartAsync(ImportLife life, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var instanceId = life.Key.Hash;
        if (await client.IsRunningAsync(instanceId, cancellationToken))
            return false;

        // Somebody who starts it at the same time starts it for the same attempt.
        await client.TryAsync(
            instanceId,
            () => client.ScheduleNewOrchestrationInstanceAsync(
                RegistryImportOrchestrator.Name, life, new StartOrchestrationOptions(instanceId), cancellationToken),
            isExcuse: instance => instance.IsRunning(),
            cancellationToken);
        return true;
    }

    /// <summary>Tells a repository's orchestration something.</summary>
    /// <returns>Whether there is one to hear it.</returns>
    public static async Task<bool> TryTellAsync(
        string hash, ImportMessage message, DurableTaskClient client, CancellationToken cancellationToken) =>
        await client.IsRunningAsync(hash, cancellationToken)
        && await client.TryRaiseEventAsync(hash, ImportMessage.EventName, message, cancellationToken);
}
