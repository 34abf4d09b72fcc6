using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance.Entities;

/// <summary>An entity whose operations fail in every way that matters: before, after and during a change of state, and while sending.</summary>
internal sealed class FaultyEntity : ITaskEntity
{
    public ValueTask<object?> RunAsync(TaskEntityOperation operation) => new(Run(operation));

    private static object? Run(TaskEntityOperation operation) => operation.Name switch
    {
        "Exists" => operation.State.HasState,
        "Get" => Read(operation).Value,
        "Set" => Set(operation, new State(operation.GetInput<int>())),
        "Delete" => Set(operation, null),
        "Throw" => throw new FaultException("KABOOM"),
        "ThrowNested" => throw new InvalidOperationException("KABOOOOOM", new FaultException("KABOOM")),
        "SetThenThrow" => Throw(Set(operation, new State(operation.GetInput<int>()))),
        "DeleteThenThrow" => Throw(Set(operation, null)),
        "SetUnwritable" => Set(operation, Read(operation) with { Fragile = new FragileValue(Writable: false) }),
        "SetUnreadable" => Set(operation, Read(operation) with { Fragile = new FragileValue(Writable: true) }),
        "Send" => Send(operation),
        "SendThenThrow" => Throw(Send(operation)),
        "Start" => operation.Context.ScheduleNewOrchestration("Started", operation.GetInput<string>()),
        "StartThenThrow" => Throw(operation.Context.ScheduleNewOrchestration("Started", operation.GetInput<string>())),
        _ => throw new NotSupportedException(operation.Name),
    };

    private static State Read(TaskEntityOperation operation) => operation.State.GetState<State>() ?? new State(0);

    private static object? Set(TaskEntityOperation operation, State? state)
    {
        operation.State.SetState(state);
        return null;
    }

    private static object? Send(TaskEntityOperation operation)
    {
        operation.Context.SignalEntity(new EntityInstanceId("counter", "target"), "Add", operation.GetInput<int>());
        return null;
    }

    private static object Throw(object? after) => throw new FaultException($"KABOOM after {after ?? "nothing"}");

    internal sealed class FaultException(string message) : Exception(message);

    private sealed record State(int Value, FragileValue? Fragile = null);
}
