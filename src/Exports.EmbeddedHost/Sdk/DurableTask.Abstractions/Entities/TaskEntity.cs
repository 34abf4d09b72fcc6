namespace Microsoft.DurableTask.Entities;

/// <summary>
/// Entity whose public methods are its operations, found by name ignoring case: first on the entity, then on the state when
/// <see cref="AllowStateDispatch"/> says so, then the built-in <c>delete</c> (rule N2b).
/// </summary>
public abstract class TaskEntity<TState> : ITaskEntity
{
    protected virtual bool AllowStateDispatch => false;

    /// <summary>Saved after each operation that succeeds; null deletes the entity (rule N6).</summary>
    protected TState State { get; set; } = default!;

    protected TaskEntityContext Context { get; private set; } = null!;

    public ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Context = operation.Context;
        State = operation.State.GetState(typeof(TState)) is { } stored ? (TState)stored : InitializeState(operation);

        if (operation.TryDispatch(this, out var call) || TryDispatchToState(operation, out call))
            return call.CompleteAsync(operation.State, () => State);
        if (TryDelete(operation)) return default;

        throw new NotSupportedException($"No suitable method found for entity operation '{operation}'.");
    }

    /// <summary>State of an entity that has none yet.</summary>
    protected virtual TState InitializeState(TaskEntityOperation entityOperation)
        => Nullable.GetUnderlyingType(typeof(TState)) is { } underlying
            ? (TState)Activator.CreateInstance(underlying)!
            : Activator.CreateInstance<TState>();

    private bool TryDispatchToState(TaskEntityOperation operation, out EntityMethodCall call)
    {
        call = default;
        if (!AllowStateDispatch) return false;

        return State is { } state
            ? operation.TryDispatch(state, out call)
            : throw new InvalidOperationException($"Entity operation '{operation}' goes to the entity's state, which is null.");
    }

    private static bool TryDelete(TaskEntityOperation operation)
    {
        if (!string.Equals(operation.Name, "delete", StringComparison.OrdinalIgnoreCase)) return false;

        operation.State.SetState(null);
        return true;
    }
}
