namespace Microsoft.DurableTask.Entities;

/// <summary>Handles the operations of an entity, one after the other.</summary>
public interface ITaskEntity
{
    /// <returns>The operation's result; only a caller gets it, a signal's is dropped.</returns>
    ValueTask<object?> RunAsync(TaskEntityOperation operation);
}
