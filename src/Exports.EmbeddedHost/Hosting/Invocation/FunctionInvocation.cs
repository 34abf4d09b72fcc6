using Exports.EmbeddedHost.Hosting.Functions;

namespace Exports.EmbeddedHost.Hosting.Invocation;

/// <summary>What the host brought to one invocation, and what came out of it. A feature of the function context.</summary>
internal sealed class FunctionInvocation(FunctionDescriptor function, object? triggerValue)
{
    public FunctionDescriptor Function => function;

    /// <summary>
    /// The trigger's own object: HttpRequest, TimerInfo, TaskOrchestrationContext, TaskEntityDispatcher, or an activity's serialized input.
    /// </summary>
    public object? TriggerValue => triggerValue;

    /// <summary>What the function returned. Null until it has, and for none.</summary>
    public object? Result { get; set; }
}
