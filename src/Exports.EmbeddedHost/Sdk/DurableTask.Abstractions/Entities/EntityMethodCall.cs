using System.Reflection;

namespace Microsoft.DurableTask.Entities;

/// <summary>A method that was called for an operation: what it returned and what it declares to return (rule N4).</summary>
internal readonly record struct EntityMethodCall(object? Returned, Type ReturnType)
{
    /// <summary>Awaits the method where it is asynchronous, then saves the state. The result is null for void and bare tasks.</summary>
    /// <param name="state">Where to save.</param>
    /// <param name="current">Read only after the method is done: it may replace the state while it runs.</param>
    public async ValueTask<object?> CompleteAsync(TaskEntityState state, Func<object?> current)
    {
        var result = await AwaitAsync();
        state.SetState(current());
        return result;
    }

    private async ValueTask<object?> AwaitAsync()
    {
        switch (Returned)
        {
            case Task task:
                await task;
                return ReturnsTaskOfResult ? ResultOf(task) : null;
            case ValueTask task:
                await task;
                return null;
            case { } valueTask when IsValueTaskOfResult:
                var asTask = (Task)ReturnType.GetMethod(nameof(ValueTask.AsTask))!.Invoke(valueTask, null)!;
                await asTask;
                return ResultOf(asTask);
            default:
                return Returned;
        }
    }

    // The declared type decides: an async method declared as Task returns an object that is secretly a Task<T>.
    private bool ReturnsTaskOfResult => ReturnType.IsGenericType && ReturnType.GetGenericTypeDefinition() == typeof(Task<>);

    private bool IsValueTaskOfResult => ReturnType.IsGenericType && ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>);

    private static object? ResultOf(Task task)
        => task.GetType().GetProperty(nameof(Task<object>.Result), BindingFlags.Public | BindingFlags.Instance)!.GetValue(task);
}
