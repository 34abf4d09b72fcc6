using Microsoft.DurableTask.Client;

namespace Exports.Functions.Shared.Durable;

/// <summary>
/// Calls that fail for a reason that is no failure: the instance is there already, or nobody is there any more. Hosts differ in the
/// exception for that, so the question is asked instead of the type.
/// </summary>
internal static class InstanceCalls
{
    /// <summary>Whether an orchestration exists and has not ended.</summary>
    public static async Task<bool> IsRunningAsync(this DurableTaskClient client, string instanceId, CancellationToken cancellationToken) =>
        (await client.GetInstanceAsync(instanceId, cancellationToken)).IsRunning();

    public static bool IsRunning(this OrchestrationMetadata? instance) => instance is { IsCompleted: false };

    /// <summary>Raises an event to an orchestration.</summary>
    /// <returns>Whether it was raised; false when it could not be because nobody is there to hear it.</returns>
    public static Task<bool> TryRaiseEventAsync(
        this DurableTaskClient client, string instanceId, string name, object payload, CancellationToken cancellationToken) =>
        client.TryAsync(
            instanceId,
            () => client.RaiseEventAsync(instanceId, name, payload, cancellationToken),
            isExcuse: instance => !instance.IsRunning(),
            cancellationToken);

    /// <summary>Makes a call about an instance.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="call">The call.</param>
    /// <param name="isExcuse">Whether the instance, null when there is none, explains that the call failed.</param>
    /// <param name="cancellationToken">Gives up; the call's exception is thrown then.</param>
    /// <returns>False when the call failed and the instance explains why.</returns>
    public static async Task<bool> TryAsync(
        this DurableTaskClient client,
        string instanceId,
        Func<Task> call,
        Func<OrchestrationMetadata?, bool> isExcuse,
        CancellationToken cancellationToken)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!isExcuse(await client.GetInstanceAsync(instanceId, cancellationToken)))
                throw;
            return false;
        }
    }
}
