using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>A failure as data, the form in which it crosses from activity, child or entity to its caller (rules F1 to F3).</summary>
/// <param name="ErrorType">Full name of the exception type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Stack text, when there was one.</param>
/// <param name="InnerFailure">The inner exception, likewise.</param>
/// <param name="Properties">Further values an application attached; null when none.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    /// <inheritdoc cref="IsCausedBy(Type)"/>
    public bool IsCausedBy<T>()
        where T : Exception
        => IsCausedBy(typeof(T), Assembly.GetCallingAssembly());

    /// <summary>
    /// Whether <see cref="ErrorType"/> is the given type or derives from it. The type is looked up by name; one that no loaded
    /// assembly knows gives false, one that several know is an <see cref="AmbiguousMatchException"/>.
    /// </summary>
    public bool IsCausedBy(Type targetBaseExceptionType)
        => IsCausedBy(targetBaseExceptionType, Assembly.GetCallingAssembly());

    /// <summary>Unrolls an exception and its inner exceptions.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Unroll(exception);
    }

    private bool IsCausedBy(Type target, Assembly caller)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!typeof(Exception).IsAssignableFrom(target))
            throw new ArgumentException($"{target} is not an exception type.", nameof(target));
        if (string.IsNullOrEmpty(ErrorType)) return false;

        return target.IsAssignableFrom(FindType(target.Assembly, caller));
    }

    private Type? FindType(Assembly nearTarget, Assembly nearCaller)
        => Type.GetType(ErrorType, throwOnError: false)
        ?? nearTarget.GetType(ErrorType, throwOnError: false)
        ?? nearCaller.GetType(ErrorType, throwOnError: false)
        ?? FindLoadedType();

    private Type? FindLoadedType()
    {
        var types = AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
            .OfType<Type>()
            .ToList();
        return types.Count > 1
            ? throw new AmbiguousMatchException($"{types.Count} loaded assemblies declare an exception type '{ErrorType}'.")
            : types.SingleOrDefault();
    }

    [return: NotNullIfNotNull(nameof(exception))]
    private static TaskFailureDetails? Unroll(Exception? exception)
        => exception is null
            ? null
            : new TaskFailureDetails(
                exception.GetType().ToString(), exception.Message, exception.StackTrace, Inner(exception), Properties: null);

    // A failed call keeps its cause as details, not as an exception object.
    private static TaskFailureDetails? Inner(Exception exception) => exception switch
    {
        TaskFailedException failed => failed.FailureDetails,
        Entities.EntityOperationFailedException failed => failed.FailureDetails,
        _ => Unroll(exception.InnerException),
    };
}
