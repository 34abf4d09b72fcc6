using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>Writes one checkpoint inside the transaction that it is given. What can be prepared before is prepared before.</summary>
internal sealed class CheckpointWriter(Checkpoint checkpoint)
{
    private readonly string? _newFacts = checkpoint.Instance?.NewFacts is { } facts ? HistoryTable.ToJson(facts) : null;
    private readonly MessageRow[] _outgoing = [.. checkpoint.Outgoing.Select(MessageTable.ToRow)];
    private readonly MessageRow[] _starts = [.. checkpoint.Starts.Select(start => MessageTable.ToRow(start.Message))];

    /// <returns>The messages that are there once the transaction is committed.</returns>
    public IReadOnlyList<Message> Apply(SqliteSession session)
    {
        Consume(session);
        ApplyState(session);
        var started = Start(session);
        foreach (var row in _outgoing)
        {
            MessageTable.Insert(session, row);
        }

        return started.Count == 0 ? checkpoint.Outgoing : [.. started, .. checkpoint.Outgoing];
    }

    private void Consume(SqliteSession session)
    {
        foreach (var seq in checkpoint.Consumed)
        {
            if (!MessageTable.Delete(session, seq))
            {
                throw new StaleCheckpointException($"Message {seq} was handled before.");
            }
        }

        foreach (var seq in checkpoint.Withdrawn)
        {
            MessageTable.Delete(session, seq);
        }

        if (checkpoint is { WithdrawsExecution: true, Instance: { } instance })
        {
            MessageTable.DeleteFor(session, instance.Id, instance.ExecutionId);
        }
    }

    private void ApplyState(SqliteSession session)
    {
        if (checkpoint.Instance is { } change && !InstanceTable.Change(session, change, _newFacts))
        {
            throw new StaleCheckpointException($"Instance '{change.Id}' is gone or in another execution.");
        }

        if (checkpoint.Entity is { } entity)
        {
            EntityTable.Upsert(session, entity);
        }
    }

    // An id that is in use by a running instance refuses the start; a parent learns it as the child's failure, others have nobody to tell.
    private List<Message> Start(SqliteSession session)
    {
        var messages = new List<Message>(_starts.Length);
        for (var index = 0; index < _starts.Length; index++)
        {
            var start = checkpoint.Starts[index];
            if (InstanceTable.Start(session, start.Record, _starts[index], RuntimeStatuses.Finished) is null)
            {
                messages.Add(start.Message);
            }
            else if (start.Record.Parent is { } parent)
            {
                var refusal = Refuse(start, parent);
                MessageTable.Insert(session, MessageTable.ToRow(refusal));
                messages.Add(refusal);
            }
        }

        return messages;
    }

    private static InstanceMessage Refuse(InstanceStart start, ParentTask parent)
    {
        var failure = new Failure(FailureTypes.AlreadyExists, $"An orchestration with instance id '{start.Record.Id}' is running already.");
        return new InstanceMessage(
            start.Message.Seq, parent.InstanceId, parent.ExecutionId, new SubOrchestrationFailed(parent.TaskId, failure));
    }
}
