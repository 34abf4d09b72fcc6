using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>Writes one checkpoint inside the transaction that it is given.</summary>
internal sealed class CheckpointWriter(Checkpoint checkpoint)
{
    public IReadOnlyList<Message> Apply(SqliteSession session)
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

        ApplyState(session);
        return checkpoint.Starts is [] ? InsertAll(session, checkpoint.Outgoing) : [.. Start(session), .. InsertAll(session, checkpoint.Outgoing)];
    }

    private void ApplyState(SqliteSession session)
    {
        if (checkpoint.Instance is { } change && !InstanceTable.Change(session, change))
        {
            throw new StaleCheckpointException($"Instance '{change.Id}' is gone or in another execution.");
        }

        if (checkpoint.Entity is { } entity)
        {
            EntityTable.Upsert(session, entity);
        }
    }

    private static IReadOnlyList<Message> InsertAll(SqliteSession session, IReadOnlyList<Message> messages)
    {
        foreach (var message in messages)
        {
            MessageTable.Insert(session, message);
        }

        return messages;
    }

    // An id that is in use by a running instance refuses the start; a parent learns it as the child's failure, others have nobody to tell.
    private List<Message> Start(SqliteSession session)
    {
        var messages = new List<Message>();
        foreach (var start in checkpoint.Starts)
        {
            if (InstanceTable.Start(session, start, RuntimeStatuses.Finished) is null)
            {
                messages.Add(start.Message);
            }
            else if (start.Record.Parent is { } parent)
            {
                var refusal = Refuse(start, parent);
                MessageTable.Insert(session, refusal);
                messages.Add(refusal);
            }
        }

        return messages;
    }

    private static InstanceMessage Refuse(InstanceStart start, ParentTask parent)
    {
        var failure = new Failure(FailureTypes.AlreadyExists, $"An orchestration with instance id '{start.Record.Id}' is running already.");
        return new InstanceMessage(start.Message.Seq, parent.InstanceId, parent.ExecutionId, new SubOrchestrationFailed(parent.TaskId, failure));
    }
}
