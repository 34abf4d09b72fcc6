using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Exports.EmbeddedHost.Hosting.Functions;

/// <summary>What every function's method must be, whatever its trigger.</summary>
internal static partial class MethodRules
{
    /// <exception cref="HostStartException">A rule is broken.</exception>
    public static void Check(FunctionSource source)
    {
        var (name, method) = source;
        var type = method.DeclaringType!;
        Require(source, NamePattern().IsMatch(name ?? ""), "must be named with 1 to 128 letters, digits, '_' or '-', the first not '-'");
        Require(source, type.IsVisible, "must be in a public class: the Functions worker does not see others");
        Require(source, method.IsPublic, "must be a public method: the Functions worker does not see others");
        Require(source, !type.ContainsGenericParameters && !method.IsGenericMethodDefinition, "must not be generic, nor its class");
        Require(source, method.IsStatic || !type.IsAbstract, "is an instance method of an abstract class");
        Require(source, !IsAsyncVoid(method), "must return a Task: nobody can wait for 'async void'");
        Require(source, method.GetParameters().All(p => !p.ParameterType.IsByRef), "must not have 'ref', 'in' or 'out' parameters");
    }

    /// <summary>HTTP functions return results or nothing; timers and entities nothing; orchestrators and activities anything.</summary>
    public static void CheckReturn(FunctionSource source, FunctionTrigger trigger)
    {
        var returned = ResultReaders.AwaitedType(source.Method.ReturnType);
        switch (trigger)
        {
            case HttpTrigger:
                Require(
                    source,
                    IsHttpResult(returned),
                    $"returns {returned.Name}; an HTTP function returns IActionResult, IResult, object or nothing");
                break;
            case TimerTrigger or DurableTrigger { Kind: DurableKind.Entity }:
                Require(source, returned == typeof(void), $"returns {returned.Name}, which nobody would receive");
                break;
        }
    }

    private static bool IsHttpResult(Type type) =>
        type == typeof(void)
        || type == typeof(object)
        || typeof(IActionResult).IsAssignableFrom(type)
        || typeof(IResult).IsAssignableFrom(type);

    private static bool IsAsyncVoid(MethodInfo method) =>
        method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute));

    private static void Require(FunctionSource source, bool holds, string otherwise)
    {
        if (!holds)
        {
            throw source.Refuse(otherwise);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex NamePattern();
}
