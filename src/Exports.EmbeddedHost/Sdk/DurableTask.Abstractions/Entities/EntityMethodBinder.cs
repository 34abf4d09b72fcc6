using System.Reflection;

namespace Microsoft.DurableTask.Entities;

/// <summary>Arguments of an operation's method: at most one <see cref="TaskEntityContext"/> and at most one input (rule N3).</summary>
internal static class EntityMethodBinder
{
    /// <exception cref="InvalidOperationException">A second context or input, or an input that the caller did not give.</exception>
    public static object?[] Bind(TaskEntityOperation operation, MethodInfo method)
    {
        var parameters = method.GetParameters();
        ThrowIfSeveral(parameters.Where(IsContext), "context", operation, method);
        ThrowIfSeveral(parameters.Where(p => !IsContext(p)), "input", operation, method);

        return Array.ConvertAll(parameters, p => IsContext(p) ? operation.Context : Input(operation, method, p));
    }

    private static bool IsContext(ParameterInfo parameter) => parameter.ParameterType == typeof(TaskEntityContext);

    private static object? Input(TaskEntityOperation operation, MethodInfo method, ParameterInfo parameter)
    {
        if (operation.HasInput) return operation.GetInput(parameter.ParameterType);
        if (parameter.HasDefaultValue) return parameter.DefaultValue;

        throw new InvalidOperationException(
            $"Entity operation '{operation}' calls '{method}', which needs an input for '{parameter}'; the caller gave none.");
    }

    private static void ThrowIfSeveral(
        IEnumerable<ParameterInfo> parameters, string role, TaskEntityOperation operation, MethodInfo method)
    {
        if (parameters.Skip(1).FirstOrDefault() is { } second)
        {
            throw new InvalidOperationException(
                $"Entity operation '{operation}' cannot call '{method}': it binds one {role} and '{second}' would be another.");
        }
    }
}
