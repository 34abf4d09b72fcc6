using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>Calls the app's entity function for a batch of operations.</summary>
internal sealed class EntityBatchExecutor(
    IFunctionCatalog catalog, IServiceScopeFactory scopes, PayloadConverter converter, ILogger logger)
{
    public async Task<EntityBatchResult> RunAsync(string entityId, string? state, IReadOnlyList<OperationRequest> operations)
    {
        var id = EntityInstanceId.FromString(entityId);
        if (!catalog.TryGetEntity(id.Name, out var function))
        {
            var missing = new Failure(FailureTypes.EntityNotFound, $"No entity named '{id.Name}' was found in the app.");
            return Fail(id, state, operations, missing with { NonRetriable = true });
        }

        var batch = new EntityBatch(id, state, operations, converter, logger);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await function(new TaskEntityDispatcher(scope.ServiceProvider, batch.RunAsync));
        }
        catch (Exception exception)
        {
            // The function as a whole failed, not one of its operations: nothing of it counts (rule F6).
            return Fail(id, state, operations, Failure.From(exception) with { Type = FailureTypes.InvocationFailed, NonRetriable = true });
        }

        return batch.Result ?? Fail(id, state, operations, new Failure(
            FailureTypes.InvocationFailed, $"The function of entity '{id.Name}' returned without dispatching its operations.")
        { NonRetriable = true });
    }

    private EntityBatchResult Fail(EntityInstanceId id, string? state, IReadOnlyList<OperationRequest> operations, Failure failure)
    {
        logger.LogError("{Count} operations of entity {EntityId} failed: {Failure}", operations.Count, id, failure.Message);
        return new EntityBatchResult(state, [.. operations.Select(_ => new OperationOutcome(null, failure))], [], []);
    }
}
