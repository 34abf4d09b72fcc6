using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Engine.History;

/// <summary>An exception as data: what crosses from activities, entities and children to whoever called them (rules F1, F2).</summary>
/// <param name="Type">Full name of the exception's type, or one of <see cref="FailureTypes"/>.</param>
/// <param name="Message">The exception's message.</param>
/// <param name="Stack">Stack text, if there was one.</param>
/// <param name="Inner">The cause, if there was one.</param>
internal sealed record Failure(string Type, string Message, string? Stack = null, Failure? Inner = null)
{
    /// <summary>True where trying again cannot help; no retry policy or handler is asked (rule P5).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NonRetriable { get; init; }

    public static Failure From(Exception exception) => From(TaskFailureDetails.FromException(exception));

    public TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), null);

    private static Failure From(TaskFailureDetails details) =>
        new(details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? From(inner) : null);
}
