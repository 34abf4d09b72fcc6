using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an entity function receives: it names the object that handles the waiting operations.</summary>
public sealed class TaskEntityDispatcher
{
    private readonly IServiceProvider _services;
    private readonly Func<ITaskEntity, Task> _execute;

    /// <param name="services">Where entities get their constructor's arguments.</param>
    /// <param name="execute">Runs the waiting operations, one after the other, on the given entity.</param>
    internal TaskEntityDispatcher(IServiceProvider services, Func<ITaskEntity, Task> execute)
    {
        _services = services;
        _execute = execute;
    }

    public Task DispatchAsync(ITaskEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return _execute(entity);
    }

    /// <summary>
    /// An <see cref="ITaskEntity"/> is made with services; any other type is itself the state, restored from what was saved,
    /// and its public methods are the operations (rule N7).
    /// </summary>
    public Task DispatchAsync<T>()
        => typeof(ITaskEntity).IsAssignableFrom(typeof(T))
            ? DispatchAsync((ITaskEntity)ActivatorUtilities.GetServiceOrCreateInstance<T>(_services)!)
            : DispatchAsync(new StateEntity<T>());

    public Task DispatchAsync(Func<TaskEntityOperation, ValueTask<object?>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return DispatchAsync(new DelegateEntity(handler));
    }

    private sealed class StateEntity<T> : TaskEntity<T>
    {
        protected override bool AllowStateDispatch => true;
    }

    private sealed class DelegateEntity(Func<TaskEntityOperation, ValueTask<object?>> handler) : ITaskEntity
    {
        public ValueTask<object?> RunAsync(TaskEntityOperation operation) => handler(operation);
    }
}
