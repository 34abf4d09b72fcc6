using Exports.Functions.RegistryImports.Messages;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.RegistryImports.Enqueuing;

/// <summary>Starts a repository's orchestration. Its instance id is the path's hash, so there is never more than one.</summary>
internal static class ImportStarter
{
    /// <returns>Whether it runs for this attempt; false while one for an earlier attempt has not ended.</returns>
    public static async Task<bool> StartAsync(ImportLife life, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await IsRunningAsync(life.Key.Hash, client, cancellationToken))
            return false;

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                RegistryImportOrchestrator.Name, life, new StartOrchestrationOptions(life.Key.Hash), cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Hosts differ in the exception for an id that exists, so the question is asked instead of the type.
            if (!await IsRunningAsync(life.Key.Hash, client, cancellationToken))
                throw;
            return true;
        }
    }

    /// <summary>Tells a repository's orchestration something.</summary>
    /// <returns>Whether there is one to hear it.</returns>
    public static async Task<bool> TryTellAsync(string hash, ImportMessage message, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!await IsRunningAsync(hash, client, cancellationToken))
            return false;
        try
        {
            await client.RaiseEventAsync(hash, ImportMessage.EventName, message, cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It may have ended in between, and hosts differ in the exception for that.
            if (await IsRunningAsync(hash, client, cancellationToken))
                throw;
            return false;
        }
    }

    public static async Task<bool> IsRunningAsync(string hash, DurableTaskClient client, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(hash, cancellationToken) is { IsCompleted: false };
}
