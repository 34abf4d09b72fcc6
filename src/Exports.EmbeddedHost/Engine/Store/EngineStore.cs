using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Store;

/// <summary>The engine's durable state. Each write is one transaction and one commit point.</summary>
internal sealed class EngineStore
{
    private readonly SqliteDatabase _database;
    private volatile bool _closed;

    public EngineStore(SqliteDatabase database)
    {
        _database = database;
        database.EnsureSchema(EngineSchema.Script);
    }

    /// <summary>The highest number among the waiting messages; 0 if none waits.</summary>
    public long ReadLastMessage() => _database.Read(MessageTable.ReadLast);

    /// <summary>Everything that waits, in order; what a starting host picks up.</summary>
    public IReadOnlyList<Message> ReadAllMessages() => _database.Read(session => MessageTable.ReadAfter(session, 0));

    /// <summary>What waits with a number above <paramref name="seq"/>, in order.</summary>
    public IReadOnlyList<Message> ReadMessagesAfter(long seq) => _database.Read(session => MessageTable.ReadAfter(session, seq));

    public bool HasMessage(long seq) => _database.Read(session => MessageTable.Has(session, seq));

    /// <summary>Null where there is no such instance.</summary>
    public InstanceRecord? ReadInstance(string id, bool withPayloads = true) =>
        _database.Read(session => InstanceTable.Read(session, id, withPayloads));

    /// <summary>
    /// The instance with its episodes, from one snapshot. Without them once it has finished: nobody replays it any more.
    /// </summary>
    public (InstanceRecord Record, IReadOnlyList<IReadOnlyList<HistoryEvent>> Episodes)? ReadWithHistory(string id) =>
        _database.Read<(InstanceRecord, IReadOnlyList<IReadOnlyList<HistoryEvent>>)?>(session =>
            InstanceTable.Read(session, id, withPayloads: true) is { } record ? (record, EpisodesOf(session, record)) : null);

    public IReadOnlyList<InstanceRecord> QueryInstances(InstanceFilter filter) =>
        _database.Read(session => InstanceTable.Query(session, filter));

    public EntityRecord? ReadEntity(string id, bool withState = true) =>
        _database.Read(session => EntityTable.Read(session, id, withState));

    public IReadOnlyList<EntityRecord> QueryEntities(EntityFilter filter) => _database.Read(session => EntityTable.Query(session, filter));

    /// <summary>Messages that an entity has received and not handled; those due later do not count (rule N20).</summary>
    public int CountBacklog(string entityId, DateTimeOffset now) =>
        _database.Read(session => MessageTable.CountDue(session, entityId, now));

    /// <summary>
    /// Takes no more checkpoints. A step that outlasts the stop may find its services gone, and would make that the app's failure.
    /// </summary>
    public void Close() => _closed = true;

    /// <summary>Applies a checkpoint and returns the messages that are now to be delivered.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    /// <exception cref="StaleCheckpointException">It rests on something that changed meanwhile; nothing was applied.</exception>
    public Task<IReadOnlyList<Message>> CommitAsync(Checkpoint checkpoint)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var writer = new CheckpointWriter(checkpoint);
        return _database.WriteAsync(checkpoint.Point, writer.Apply);
    }

    /// <summary>Creates an instance, or replaces one whose status is in <paramref name="replaceable"/>.</summary>
    /// <returns>Null if it was created, otherwise the status of the instance that is in the way.</returns>
    public Task<OrchestrationRuntimeStatus?> StartAsync(InstanceStart start, IReadOnlyCollection<OrchestrationRuntimeStatus> replaceable)
    {
        var point = new CommitPoint(CommitSource.Engine, "StartOrchestration", start.Record.Id);
        var row = MessageTable.ToRow(start.Message);
        return _database.WriteAsync(point, session => InstanceTable.Start(session, start.Record, row, replaceable));
    }

    /// <summary>Sends a message to an instance that is there and not finished.</summary>
    /// <returns>The status found, null for no such instance. The message was stored if the status is not a finished one.</returns>
    public Task<OrchestrationRuntimeStatus?> SendAsync(string operation, InstanceMessage message)
    {
        var point = new CommitPoint(CommitSource.Engine, operation, message.Target);
        var row = MessageTable.ToRow(message);
        return _database.WriteAsync(point, session =>
        {
            var status = InstanceTable.ReadStatus(session, message.Target);
            if (status is { } found && !found.IsFinished())
            {
                MessageTable.Insert(session, row);
            }

            return status;
        });
    }

    /// <summary>Sends something to an entity; it need not exist. Always true: the message is stored.</summary>
    public Task<bool> SignalAsync(EntityMessage message)
    {
        var point = new CommitPoint(CommitSource.Engine, "SignalEntity", message.Target);
        var row = MessageTable.ToRow(message);
        return _database.WriteAsync(point, session =>
        {
            MessageTable.Insert(session, row);
            return true;
        });
    }

    /// <summary>Removes an instance, its history and its messages, if it may be removed.</summary>
    /// <returns>True if it was there and is gone.</returns>
    public Task<bool> PurgeAsync(string id, bool evenIfRunning)
    {
        var point = new CommitPoint(CommitSource.Engine, "PurgeInstance", id);
        return _database.WriteAsync(point, session => InstanceTable.Purge(session, id, evenIfRunning));
    }

    /// <summary>Removes an entity without state, lock and messages.</summary>
    /// <returns>True if it was removed.</returns>
    public Task<bool> RemoveEmptyEntityAsync(string id)
    {
        var point = new CommitPoint(CommitSource.Engine, "RemoveEmptyEntity", id);
        return _database.WriteAsync(point, session => EntityTable.RemoveEmpty(session, id));
    }

    /// <summary>Ids of the unfinished instances that the given one called.</summary>
    public IReadOnlyList<string> ReadChildren(string id) =>
        _database.Read(session => HistoryTable.Read(session, id)
            .SelectMany(episode => episode)
            .OfType<SubOrchestrationScheduled>()
            .Select(scheduled => scheduled.InstanceId)
            .Distinct(StringComparer.Ordinal)
            .ToArray());

    private static IReadOnlyList<IReadOnlyList<HistoryEvent>> EpisodesOf(SqliteSession session, InstanceRecord record) =>
        record.IsFinished ? [] : HistoryTable.Read(session, record.Id);
}
