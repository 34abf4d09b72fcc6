using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>What an operation may send; it leaves only if the operation succeeds (rules N10, N13).</summary>
internal sealed class EntityContext(EntityInstanceId id, PayloadConverter converter) : TaskEntityContext
{
    private readonly List<OutgoingSignal> _signals = [];
    private readonly List<OutgoingStart> _starts = [];
    private int _committedSignals;
    private int _committedStarts;

    public override EntityInstanceId Id => id;

    public IReadOnlyList<OutgoingSignal> Signals => _signals;

    public IReadOnlyList<OutgoingStart> Starts => _starts;

    public override void SignalEntity(EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
    {
        var payload = converter.Serialize(input, $"The input of signal '{operationName}'");
        _signals.Add(new OutgoingSignal(EntityIds.Format(id), new OperationRequest(operationName, payload, null), options?.SignalTime));
    }

    public override string ScheduleNewOrchestration(TaskName name, object? input = null, StartOrchestrationOptions? options = null)
    {
        var instanceId = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.EnsureValid(instanceId);
        var payload = converter.Serialize(input, $"The input of orchestration '{name.Name}'");
        var started = new ExecutionStarted(Dispatch.InstanceStarts.NewExecutionId(), name.Name, options?.Version?.Version, payload)
        {
            Tags = options?.Tags is { Count: > 0 } tags ? tags : null,
        };
        _starts.Add(new OutgoingStart(instanceId, started, options?.StartAt));
        return instanceId;
    }

    public void Commit()
    {
        _committedSignals = _signals.Count;
        _committedStarts = _starts.Count;
    }

    public void RollBack()
    {
        _signals.RemoveRange(_committedSignals, _signals.Count - _committedSignals);
        _starts.RemoveRange(_committedStarts, _starts.Count - _committedStarts);
    }
}
