using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions.Entities;

/// <summary>An operation whose input and state are plain objects.</summary>
internal sealed class InMemoryOperation(string name, object? state = null, object? input = null) : TaskEntityOperation
{
    public override string Name => name;

    public override TaskEntityContext Context { get; } = new OwnContext();

    public override TaskEntityState State { get; } = new OwnState { Value = state };

    public object? StateValue => ((OwnState)State).Value;

    public override bool HasInput => input is not null;

    public override object? GetInput(Type inputType) => input;

    private sealed class OwnState : TaskEntityState
    {
        public object? Value { get; set; }

        public override bool HasState => Value is not null;

        public override object? GetState(Type type) => Value;

        public override void SetState(object? state) => Value = state;
    }

    private sealed class OwnContext : TaskEntityContext
    {
        public override EntityInstanceId Id { get; } = new("counter", "k");

        public override void SignalEntity(EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
            => throw new NotSupportedException("These operations send nothing.");

        public override string ScheduleNewOrchestration(TaskName name, object? input = null, StartOrchestrationOptions? options = null)
            => throw new NotSupportedException("These operations start nothing.");
    }
}
