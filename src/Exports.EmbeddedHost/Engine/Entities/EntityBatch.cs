using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>
/// Runs operations one by one on one entity object; each is a transaction of its own over state and outgoing messages (rule N10).
/// </summary>
internal sealed class EntityBatch(
    EntityInstanceId id, string? state, IReadOnlyList<OperationRequest> operations, PayloadConverter converter, ILogger logger)
{
    /// <summary>Null until the operations have run.</summary>
    public EntityBatchResult? Result { get; private set; }

    public async Task RunAsync(ITaskEntity entity)
    {
        if (Result is not null)
        {
            throw new InvalidOperationException("An entity function dispatches its operations once.");
        }

        var entityState = new EntityState(state, converter);
        var context = new EntityContext(id, converter);
        var outcomes = new List<OperationOutcome>(operations.Count);
        foreach (var request in operations)
        {
            outcomes.Add(await RunAsync(entity, new EntityOperation(request, context, entityState, converter), entityState, context));
        }

        Result = new EntityBatchResult(entityState.Json, outcomes, context.Signals, context.Starts);
    }

    // The boundary where an operation's exception becomes its caller's answer.
    private async Task<OperationOutcome> RunAsync(
        ITaskEntity entity, EntityOperation operation, EntityState entityState, EntityContext context)
    {
        try
        {
            var result = await entity.RunAsync(operation);
            var json = converter.Serialize(result, $"The result of operation '{operation.Name}'");
            entityState.Commit();
            context.Commit();
            return new OperationOutcome(json, null);
        }
        catch (Exception exception)
        {
            entityState.RollBack();
            context.RollBack();
            logger.LogWarning(exception, "Operation {Operation} of entity {EntityId} failed.", operation.Name, id);
            return new OperationOutcome(null, Failure.From(exception));
        }
    }
}
