using DurableTask.Core.Exceptions;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Client;

/// <summary>Creates instances for clients.</summary>
/// <param name="parts">The engine.</param>
/// <param name="defaultVersion">Version of instances whose start names none.</param>
/// <param name="waitForEnd">Waits until an instance has finished.</param>
internal sealed class OrchestrationStarter(ClientParts parts, string? defaultVersion, Func<string, Task> waitForEnd)
{
    /// <returns>The instance id, made up if the options have none.</returns>
    /// <exception cref="OrchestrationAlreadyExistsException">The id is in use by an instance that may not be replaced.</exception>
    public async Task<string> StartAsync(TaskName name, object? input, StartOrchestrationOptions options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        cancellation.ThrowIfCancellationRequested();
        var id = options.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.EnsureValid(id);
        var started = new ExecutionStarted(
            InstanceStarts.NewExecutionId(),
            name.Name,
            options.Version?.Version ?? defaultVersion,
            parts.Converter.Serialize(input, $"The input of orchestration '{name.Name}'"))
        {
            Tags = options.Tags is { Count: > 0 } tags ? tags : null,
        };
        await StartAsync(id, started, options.StartAt, DedupeRules.Replaceable(options.DedupeStatuses), cancellation);
        return id;
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">It has not finished and its id is to be used again.</exception>
    public async Task<string> RestartAsync(string instanceId, bool withNewId, CancellationToken cancellation)
    {
        var old = parts.Store.ReadInstance(instanceId) ?? throw new ArgumentException(
            $"There is no instance '{instanceId}' to restart.", nameof(instanceId));
        if (!withNewId && !old.IsFinished)
        {
            throw new InvalidOperationException(
                $"Instance '{instanceId}' is {old.Status}; only a finished instance can be restarted under its own id.");
        }

        var id = withNewId ? Guid.NewGuid().ToString("N") : instanceId;
        var started = new ExecutionStarted(InstanceStarts.NewExecutionId(), old.Name, old.Version, old.Input) { Tags = old.Tags };
        await StartAsync(id, started, null, RuntimeStatuses.Finished, cancellation);
        return id;
    }

    private async Task StartAsync(
        string id,
        ExecutionStarted started,
        DateTimeOffset? startAt,
        IReadOnlyCollection<OrchestrationRuntimeStatus> replaceable,
        CancellationToken cancellation)
    {
        var start = InstanceStarts.Create(parts.Sequence, parts.Time.GetUtcNow(), id, started, startAt);
        while (await TryStartAsync(start, FinishedOf(replaceable)) is { } status)
        {
            if (!replaceable.Contains(status))
            {
                throw new OrchestrationAlreadyExistsException($"An orchestration with instance id '{id}' exists already; it is {status}.");
            }

            await EndAsync(id, cancellation);
            start = InstanceStarts.Create(parts.Sequence, parts.Time.GetUtcNow(), id, started, startAt);
        }
    }

    /// <returns>The status of the instance in the way; null if there is none and the start is stored.</returns>
    private Task<OrchestrationRuntimeStatus?> TryStartAsync(InstanceStart start, OrchestrationRuntimeStatus[] replaceable) =>
        parts.CommitAsync(() => parts.Store.StartAsync(start, replaceable), start.Message, found => found is null);

    private static OrchestrationRuntimeStatus[] FinishedOf(IReadOnlyCollection<OrchestrationRuntimeStatus> replaceable) =>
        [.. replaceable.Where(RuntimeStatuses.IsFinished)];

    // A running instance is terminated, not overwritten, so that its parent hears of it and its locks are released (rule I4).
    private async Task EndAsync(string id, CancellationToken cancellation)
    {
        var message = new InstanceMessage(parts.Sequence.Next(), id, null, new ExecutionTerminated(null, Recursive: false));
        await parts.CommitAsync(
            () => parts.Store.SendAsync(nameof(ExecutionTerminated), message),
            message,
            found => found is { } status && !status.IsFinished());
        await waitForEnd(id).WaitAsync(cancellation);
    }
}
