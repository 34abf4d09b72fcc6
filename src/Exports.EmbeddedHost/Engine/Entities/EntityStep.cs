using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Store;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>
/// Works through an entity's messages in order. While it is locked only its holder's messages are handled and the others wait (rule N18);
/// operations that stand together run as one batch (rule N9).
/// </summary>
internal sealed class EntityStep(EntityRecord record, EntityBatchExecutor executor, MessageSequence sequence, DateTimeOffset now)
{
    private readonly List<Delivery> _held = [];
    private readonly List<Delivery> _handled = [];
    private readonly List<Message> _outgoing = [];
    private readonly List<InstanceStart> _starts = [];

    public EntityRecord Record { get; private set; } = record;

    public IReadOnlyList<Delivery> Held => _held;

    public IReadOnlyList<Delivery> Handled => _handled;

    public IReadOnlyList<Message> Outgoing => _outgoing;

    public IReadOnlyList<InstanceStart> Starts => _starts;

    public async Task RunAsync(IReadOnlyList<Delivery> waiting)
    {
        _held.AddRange(waiting);
        while (_held.FindIndex(MayHandle) is >= 0 and var index)
        {
            if (RequestOf(_held[index]) is OperationRequest)
            {
                await RunOperationsAsync(TakeOperationsFrom(index));
            }
            else
            {
                Handle(RequestOf(Take(index)));
            }
        }
    }

    private static EntityRequest RequestOf(Delivery delivery) => ((EntityMessage)delivery.Message).Request;

    private bool MayHandle(Delivery delivery) => RequestOf(delivery) switch
    {
        LockRelease => true,
        OperationRequest operation => Record.Lock is null || IsHolder(operation.Caller),
        _ => Record.Lock is null,
    };

    private bool IsHolder(EntityCaller? caller) =>
        caller is not null && caller.InstanceId == Record.Lock?.InstanceId && caller.ExecutionId == Record.Lock.ExecutionId;

    private Delivery Take(int index)
    {
        var delivery = _held[index];
        _held.RemoveAt(index);
        _handled.Add(delivery);
        return delivery;
    }

    // The lock does not change inside a run of operations, so the run ends at the next request that is none.
    private List<OperationRequest> TakeOperationsFrom(int index)
    {
        var operations = new List<OperationRequest>();
        while (index < _held.Count && RequestOf(_held[index]) is not (LockRequest or LockRelease))
        {
            if (MayHandle(_held[index]))
            {
                operations.Add((OperationRequest)RequestOf(Take(index)));
            }
            else
            {
                index++;
            }
        }

        return operations;
    }

    private void Handle(EntityRequest request)
    {
        switch (request)
        {
            case LockRequest wanted:
                Record = Record with { Lock = new EntityLock(wanted.Owner.InstanceId, wanted.Owner.ExecutionId), ModifiedAt = now };
                _outgoing.Add(PassOn(wanted));
                break;
            case LockRelease release when Record.Lock == new EntityLock(release.InstanceId, release.ExecutionId):
                Record = Record with { Lock = null, ModifiedAt = now };
                break;
        }
    }

    private Message PassOn(LockRequest request)
    {
        var next = request.Position + 1;
        return next < request.Entities.Count
            ? new EntityMessage(sequence.Next(), request.Entities[next], request with { Position = next })
            : new InstanceMessage(
                sequence.Next(),
                request.Owner.InstanceId,
                request.Owner.ExecutionId,
                new EntityLockGranted(request.Owner.TaskId, request.Entities));
    }

    private async Task RunOperationsAsync(List<OperationRequest> operations)
    {
        var result = await executor.RunAsync(Record.Id, Record.State, operations);
        Record = Record with { State = result.State, ModifiedAt = now };
        _starts.AddRange(
            result.Starts.Select(start => InstanceStarts.Create(sequence, now, start.InstanceId, start.Started, start.StartAt)));
        _outgoing.AddRange(result.Signals.Select(signal => new EntityMessage(sequence.Next(), signal.Entity, signal.Request, signal.At)));
        for (var index = 0; index < operations.Count; index++)
        {
            if (operations[index].Caller is { } caller)
            {
                _outgoing.Add(Answer(caller, result.Outcomes[index]));
            }
        }
    }

    private InstanceMessage Answer(EntityCaller caller, OperationOutcome outcome)
    {
        CompletedAction fact = outcome.Failure is { } failure
            ? new EntityCallFailed(caller.TaskId, failure)
            : new EntityCallCompleted(caller.TaskId, outcome.Result);
        return new InstanceMessage(sequence.Next(), caller.InstanceId, caller.ExecutionId, fact);
    }
}
