using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Store;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Turns an execution's decisions into the messages and starts of its checkpoint.</summary>
internal sealed class DecisionTranslator(LiveInstance instance, MessageSequence sequence, DateTimeOffset now)
{
    private readonly List<Message> _outgoing = [];
    private readonly List<InstanceStart> _starts = [];

    public IReadOnlyList<Message> Outgoing => _outgoing;

    public IReadOnlyList<InstanceStart> Starts => _starts;

    /// <summary>Timers whose messages are to be taken back.</summary>
    public HashSet<int> CancelledTimers { get; } = [];

    public void Translate(IReadOnlyList<Decision> decisions)
    {
        CancelledTimers.UnionWith(decisions.OfType<CancelTimer>().Select(cancel => cancel.TimerId));
        foreach (var decision in decisions)
        {
            Translate(decision);
        }
    }

    /// <summary>Gives up locks that the orchestrator can no longer give up itself.</summary>
    public void Release(IEnumerable<string> entities) => Release(entities, instance.ExecutionId);

    /// <summary>As above, for locks that were granted to another execution of the instance.</summary>
    public void Release(IEnumerable<string> entities, string executionId) =>
        _outgoing.AddRange(entities.Select(entity => Entity(entity, new LockRelease(instance.Id, executionId))));

    /// <summary>Tells the parent, if there is one, how its child ended (rules S2, F1).</summary>
    public void NotifyParent(CompleteExecution end)
    {
        if (instance.Parent is { } parent)
        {
            CompletedAction fact = end.Failure is null && end.Status == OrchestrationRuntimeStatus.Completed
                ? new SubOrchestrationCompleted(parent.TaskId, end.Output)
                : new SubOrchestrationFailed(
                    parent.TaskId,
                    end.Failure ?? new Failure(FailureTypes.Terminated, end.Output ?? "The sub-orchestration was terminated."));
            _outgoing.Add(new InstanceMessage(sequence.Next(), parent.InstanceId, parent.ExecutionId, fact));
        }
    }

    public void StartNextGeneration(ExecutionStarted next) =>
        _outgoing.Add(new InstanceMessage(sequence.Next(), instance.Id, next.ExecutionId, next));

    private void Translate(Decision decision)
    {
        switch (decision)
        {
            case ScheduleActivity call:
                _outgoing.Add(new ActivityMessage(sequence.Next(), instance.Id, instance.ExecutionId, call.Id, call.Name, call.Input));
                break;
            case CreateTimer timer when !CancelledTimers.Contains(timer.Id):
                _outgoing.Add(ToSelf(new TimerFired(timer.Id), new DateTimeOffset(timer.FireAt, TimeSpan.Zero)));
                break;
            case ScheduleSubOrchestration call:
                _starts.Add(Start(call));
                break;
            case SendEvent sent:
                _outgoing.Add(new InstanceMessage(sequence.Next(), sent.InstanceId, null, new EventRaised(sent.Name, sent.Data)));
                break;
            case TerminateChild child:
                _outgoing.Add(
                    new InstanceMessage(sequence.Next(), child.InstanceId, null, new ExecutionTerminated(child.Output, Recursive: true)));
                break;
            default:
                TranslateEntityDecision(decision);
                break;
        }
    }

    private void TranslateEntityDecision(Decision decision)
    {
        switch (decision)
        {
            case CallEntity call:
                _outgoing.Add(Entity(call.Entity, new OperationRequest(call.Operation, call.Input, Caller(call.Id))));
                break;
            case SignalEntity signal:
                _outgoing.Add(Entity(signal.Entity, new OperationRequest(signal.Operation, signal.Input, null), signal.At));
                break;
            case LockEntities locks:
                _outgoing.Add(Entity(locks.Entities[0], new LockRequest(Caller(locks.Id), locks.Entities, 0)));
                break;
            case ReleaseEntityLock release:
                Release([release.Entity]);
                break;
        }
    }

    private InstanceMessage ToSelf(HistoryEvent fact, DateTimeOffset? due) =>
        new(sequence.Next(), instance.Id, instance.ExecutionId, fact, due);

    private EntityMessage Entity(string entity, EntityRequest request, DateTimeOffset? due = null) =>
        new(sequence.Next(), entity, request, due);

    private EntityCaller Caller(int taskId) => new(instance.Id, instance.ExecutionId, taskId);

    private InstanceStart Start(ScheduleSubOrchestration call) => InstanceStarts.Create(
        sequence,
        now,
        call.InstanceId,
        new ExecutionStarted(InstanceStarts.NewExecutionId(), call.Name, call.Version, call.Input)
        {
            Tags = call.Tags,
            Parent = new ParentTask(instance.Id, instance.ExecutionId, instance.Executor!.Started.Name, call.Id),
        });
}
