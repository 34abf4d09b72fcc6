using System.Reflection;

namespace Microsoft.DurableTask.Entities;

/// <summary>Finds and calls the method that an operation names.</summary>
public static class TaskEntityOperationExtensions
{
    private const BindingFlags Operations = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    /// <summary>Calls the target's method of the operation's name; false when it has none (rules N2, N3).</summary>
    /// <exception cref="AmbiguousMatchException">Several methods have that name.</exception>
    internal static bool TryDispatch(this TaskEntityOperation operation, object target, out EntityMethodCall call)
    {
        var method = target.GetType().GetMethod(operation.Name, Operations);
        if (method is null)
        {
            call = default;
            return false;
        }

        var arguments = EntityMethodBinder.Bind(operation, method);
        call = new EntityMethodCall(Invoke(method, target, arguments), method.ReturnType);
        return true;
    }

    // DoNotWrapExceptions: a caller sees the operation's own exception with its stack, not reflection's envelope.
    private static object? Invoke(MethodInfo method, object target, object?[] arguments)
        => method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
}
