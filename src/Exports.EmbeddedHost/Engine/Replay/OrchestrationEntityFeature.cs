using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>Entities as an orchestrator sees them: calls, signals and locks (rules N12 to N19).</summary>
internal sealed class OrchestrationEntityFeature(OrchestrationActions actions, CriticalSection section, PayloadConverter converter)
    : TaskOrchestrationEntityFeature
{
    public override Task<TResult> CallEntityAsync<TResult>(
        EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null)
    {
        actions.EnsureLegal();
        return ReadAsync<TResult>(CallAsync(id, operationName, input));
    }

    public override Task CallEntityAsync(EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null)
    {
        actions.EnsureLegal();
        return CallAsync(id, operationName, input);
    }

    public override Task SignalEntityAsync(
        EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
    {
        actions.EnsureLegal();
        var entity = EntityIds.Format(id);
        section.EnsureMaySignal(entity);
        actions.SignalEntity(
            entity, operationName, converter.Serialize(input, $"The input of signal '{operationName}'"), options?.SignalTime);
        return Task.CompletedTask;
    }

    public override Task<IAsyncDisposable> LockEntitiesAsync(IEnumerable<EntityInstanceId> entityIds)
    {
        ArgumentNullException.ThrowIfNull(entityIds);
        actions.EnsureLegal();
        return LockAsync(entityIds);
    }

    public override bool InCriticalSection([NotNullWhen(true)] out IReadOnlyList<EntityInstanceId>? entityIds)
    {
        entityIds = section.Available.Select(EntityInstanceId.FromString).ToArray();
        return section.IsInside;
    }

    /// <summary>Releases what is still locked; nothing outside a critical section.</summary>
    public void ReleaseAll()
    {
        foreach (var entity in section.Exit())
        {
            actions.ReleaseEntity(entity);
        }
    }

    private async Task<IAsyncDisposable> LockAsync(IEnumerable<EntityInstanceId> entityIds)
    {
        // One order for everybody: two orchestrations can never wait for each other's entities (rule N17).
        var entities = entityIds.Select(EntityIds.Format).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (entities.Length == 0)
        {
            throw new ArgumentException("Name at least one entity to lock.", nameof(entityIds));
        }

        section.BeginAcquire();
        await actions.LockEntities(entities).Answer;
        section.Enter(entities);
        return new Releaser(this);
    }

    private async Task<TResult> ReadAsync<TResult>(Task<string?> call) => converter.Deserialize<TResult>(await call);

    private async Task<string?> CallAsync(EntityInstanceId id, string operationName, object? input)
    {
        var entity = EntityIds.Format(id);
        var payload = converter.Serialize(input, $"The input of operation '{operationName}'");
        section.BeginCall(entity);
        try
        {
            return await actions.CallEntity(entity, operationName, payload).Answer;
        }
        catch (TaskFailedException failed)
        {
            throw new EntityOperationFailedException(id, operationName, failed.FailureDetails);
        }
        finally
        {
            section.EndCall(entity);
        }
    }

    private sealed class Releaser(OrchestrationEntityFeature feature) : IAsyncDisposable
    {
        private bool _released;

        public ValueTask DisposeAsync()
        {
            if (!_released)
            {
                _released = true;
                feature.ReleaseAll();
            }

            return ValueTask.CompletedTask;
        }
    }
}
