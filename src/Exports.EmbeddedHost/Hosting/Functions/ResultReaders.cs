using System.Reflection;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>A <see cref="ResultReader"/> for each shape of return type: T, void, Task, Task of T, ValueTask, ValueTask of T.</summary>
internal static class ResultReaders
{
    public static ResultReader For(Type returnType)
    {
        if (returnType == typeof(void))
        {
            return _ => default;
        }

        if (returnType == typeof(Task))
        {
            return ReadTask;
        }

        if (returnType == typeof(ValueTask))
        {
            return returned => ReadTask(((ValueTask)returned!).AsTask());
        }

        return AwaitedType(returnType) is { } awaited && awaited != returnType
            ? ForGeneric(returnType, awaited)
            : returned => new(returned);
    }

    /// <summary>
    /// The type of the value a caller gets after awaiting: T of <c>Task&lt;T&gt;</c>, <c>void</c> of <c>Task</c>, else the type itself.
    /// </summary>
    public static Type AwaitedType(Type returnType)
    {
        if (returnType == typeof(Task) || returnType == typeof(ValueTask))
        {
            return typeof(void);
        }

        var open = returnType.IsGenericType ? returnType.GetGenericTypeDefinition() : null;
        return open == typeof(Task<>) || open == typeof(ValueTask<>)
            ? returnType.GetGenericArguments()[0]
            : returnType;
    }

    private static ResultReader ForGeneric(Type returnType, Type awaited)
    {
        var reader = returnType.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(ReadTaskOf) : nameof(ReadValueTaskOf);
        return typeof(ResultReaders)
            .GetMethod(reader, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(awaited)
            .CreateDelegate<ResultReader>();
    }

    private static async ValueTask<object?> ReadTask(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async ValueTask<object?> ReadTaskOf<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> ReadValueTaskOf<T>(object? task) => await (ValueTask<T>)task!;
}
