using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>
/// Finds the methods that carry <see cref="FunctionAttribute"/>, also those it has to refuse: a function is never silently left out.
/// </summary>
internal static class FunctionDiscovery
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="HostStartException">A function is not as it must be; the message names the method and the reason.</exception>
    /// <exception cref="NotSupportedException">A function uses a binding that this host does not have.</exception>
    public static FunctionTable Find(IEnumerable<Type> types)
    {
        var functions = types.SelectMany(Methods).Select(FunctionFactory.Create).ToList();
        RefuseDuplicates(functions, function => function.Name, "functions have the name");
        RefuseDuplicates(functions.Where(f => f.Trigger is DurableTrigger), DurableKey, "durable functions of one kind have the name");
        return new FunctionTable(functions);
    }

    private static IEnumerable<(MethodInfo Method, string Name)> Methods(Type type) =>
        from method in type.GetMethods(Declared)
        let function = method.GetCustomAttribute<FunctionAttribute>(inherit: false)
        where function is not null
        select (method, function.Name);

    private static string DurableKey(FunctionDescriptor function) =>
        function.Trigger is DurableTrigger trigger ? $"{trigger.Kind} {trigger.DurableName}" : "";

    private static void RefuseDuplicates(IEnumerable<FunctionDescriptor> functions, Func<FunctionDescriptor, string> key, string what)
    {
        var duplicate = functions.GroupBy(key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (duplicate is not null)
        {
            var methods = string.Join(" and ", duplicate.Select(function => function.Definition.EntryPoint));
            throw new HostStartException($"Two {what} '{duplicate.Key}' (names are compared without case): {methods}.");
        }
    }
}
