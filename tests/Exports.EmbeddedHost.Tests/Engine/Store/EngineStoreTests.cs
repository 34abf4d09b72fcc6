using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.TestKit.Hosting;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Engine.Store;

public sealed class EngineStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly TempDataFolder _folder = new();
    private readonly SqliteDatabase _database;
    private readonly EngineStore _store;
    private readonly MessageSequence _sequence = new(0);

    public EngineStoreTests()
    {
        _database = SqliteDatabase.Open(
            new SqliteDatabaseOptions(_folder.File("exports.db"), SqliteSynchronous.Off), NullCommitObserver.Instance);
        _store = new EngineStore(_database);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task StartAsync_NewId_StoresTheInstanceAndItsMessage()
    {
        var start = Start("one");

        Assert.Null(await _store.StartAsync(start, RuntimeStatuses.Finished));

        Assert.Equal(start.Message, Assert.Single(_store.ReadAllMessages()), JsonEquality);
        var record = _store.ReadInstance("one");
        Assert.Equal(
            ("Main", "\"in\"", OrchestrationRuntimeStatus.Pending, Noon), (record?.Name, record?.Input, record?.Status, record?.CreatedAt));
        Assert.Equal("a", record?.Tags?["team"]);
    }

    [Fact]
    public async Task StartAsync_UnfinishedInstanceInTheWay_ReportsItsStatusAndChangesNothing()
    {
        await _store.StartAsync(Start("one"), RuntimeStatuses.Finished);
        var first = _store.ReadInstance("one")!;

        Assert.Equal(OrchestrationRuntimeStatus.Pending, await _store.StartAsync(Start("one"), RuntimeStatuses.Finished));

        Assert.Equal(first.ExecutionId, _store.ReadInstance("one")?.ExecutionId);
        Assert.Single(_store.ReadAllMessages());
    }

    [Fact]
    public async Task StartAsync_FinishedInstance_IsReplacedWithItsHistory()
    {
        var record = await StartAndRunAsync("one");
        await _store.CommitAsync(Checkpoint(Change(record, OrchestrationRuntimeStatus.Completed, episode: 1)));

        Assert.Null(await _store.StartAsync(Start("one"), RuntimeStatuses.Finished));

        Assert.Empty(_store.ReadWithHistory("one")!.Value.Episodes);
        Assert.Equal(OrchestrationRuntimeStatus.Pending, _store.ReadInstance("one")?.Status);
    }

    [Fact]
    public async Task ReadWithHistory_FinishedInstance_ReadsNoHistory()
    {
        var record = await StartAndRunAsync("one");
        Assert.Single(_store.ReadWithHistory("one")!.Value.Episodes);

        await _store.CommitAsync(Checkpoint(Change(record, OrchestrationRuntimeStatus.Completed, episode: 1)));

        Assert.Empty(_store.ReadWithHistory("one")!.Value.Episodes);
    }

    [Fact]
    public async Task CommitAsync_Checkpoint_AppliesAllOfIt()
    {
        var start = Start("one");
        await _store.StartAsync(start, RuntimeStatuses.Finished);
        var timer = new InstanceMessage(_sequence.Next(), "one", start.Record.ExecutionId, new TimerFired(0), Noon.AddHours(1));

        var delivered = await _store.CommitAsync(Checkpoint(Change(start.Record, OrchestrationRuntimeStatus.Running)) with
        {
            Consumed = [start.Message.Seq],
            Outgoing = [timer],
            Starts = [Start("child")],
        });

        Assert.Equal(["child", "one"], delivered.Select(message => message.Target));
        Assert.Equal([timer.Seq, delivered[0].Seq], _store.ReadAllMessages().Select(message => message.Seq));
        Assert.Equal([[new EpisodeStarted(Noon.UtcDateTime)]], _store.ReadWithHistory("one")!.Value.Episodes);
        Assert.Equal("\"half\"", _store.ReadInstance("one")?.CustomStatus);
    }

    [Fact]
    public async Task CommitAsync_MessageConsumedBefore_RefusesTheWholeCheckpoint()
    {
        var record = await StartAndRunAsync("one");

        await Assert.ThrowsAsync<StaleCheckpointException>(() => _store.CommitAsync(
            Checkpoint(Change(record, OrchestrationRuntimeStatus.Completed, episode: 1)) with { Consumed = [1] }));

        Assert.Equal(OrchestrationRuntimeStatus.Running, _store.ReadInstance("one")?.Status);
        Assert.Single(_store.ReadWithHistory("one")!.Value.Episodes);
    }

    [Fact]
    public async Task CommitAsync_InstanceInAnotherExecution_RefusesTheWholeCheckpoint()
    {
        var record = await StartAndRunAsync("one");

        await Assert.ThrowsAsync<StaleCheckpointException>(
            () => _store.CommitAsync(
                Checkpoint(Change(record with { ExecutionId = "old" }, OrchestrationRuntimeStatus.Completed, episode: 1))));

        Assert.Single(_store.ReadWithHistory("one")!.Value.Episodes);
    }

    [Fact]
    public async Task CommitAsync_NextGeneration_EmptiesTheHistoryAndKeepsTheCustomStatus()
    {
        var record = await StartAndRunAsync("one");
        var next = new ExecutionStarted("e2", "Main", "2.0", "\"next\"");

        await _store.CommitAsync(
            Checkpoint(new InstanceChange("one", record.ExecutionId, OrchestrationRuntimeStatus.Running, Noon) { NextGeneration = next }));

        var (after, episodes) = _store.ReadWithHistory("one")!.Value;
        Assert.Equal(("e2", "\"next\"", "2.0", "\"half\""), (after.ExecutionId, after.Input, after.Version, after.CustomStatus));
        Assert.Empty(episodes);
    }

    [Fact]
    public async Task CommitAsync_StartOfARunningId_AnswersTheParentInstead()
    {
        await _store.StartAsync(Start("child"), RuntimeStatuses.Finished);
        var record = await StartAndRunAsync("one");
        var parent = new ParentTask("one", record.ExecutionId, "Main", 4);

        var delivered = await _store.CommitAsync(new Checkpoint("RunEpisode", "one") { Starts = [Start("child", parent)] });

        var answer = Assert.IsType<InstanceMessage>(Assert.Single(delivered));
        Assert.Equal("one", answer.Target);
        Assert.Equal(FailureTypes.AlreadyExists, Assert.IsType<SubOrchestrationFailed>(answer.Fact).Failure.Type);
    }

    [Fact]
    public async Task SendAsync_MissingOrFinishedInstance_StoresNothing()
    {
        var record = await StartAndRunAsync("done");
        await _store.CommitAsync(Checkpoint(Change(record, OrchestrationRuntimeStatus.Completed, episode: 1)));
        var raised = new EventRaised("go", null);

        Assert.Null(await _store.SendAsync("EventRaised", new InstanceMessage(_sequence.Next(), "missing", null, raised)));
        Assert.Equal(
            OrchestrationRuntimeStatus.Completed, await _store.SendAsync(
                "EventRaised", new InstanceMessage(_sequence.Next(), "done", null, raised)));
        Assert.Empty(_store.ReadAllMessages());
    }

    [Fact]
    public async Task PurgeAsync_RunningInstance_OnlyWhereAllowed()
    {
        await StartAndRunAsync("one");

        Assert.False(await _store.PurgeAsync("one", evenIfRunning: false));
        Assert.True(await _store.PurgeAsync("one", evenIfRunning: true));
        Assert.Null(_store.ReadInstance("one"));
        Assert.Null(_store.ReadWithHistory("one"));
    }

    [Fact]
    public async Task QueryInstances_Conditions_HoldTogetherAndPagesFollow()
    {
        foreach (var id in new[] { "a-1", "a-2", "a-3", "b-1" })
        {
            await StartAndRunAsync(id);
        }

        var filter = new InstanceFilter { IdPrefix = "a-", Statuses = [OrchestrationRuntimeStatus.Running], Limit = 2 };
        var first = _store.QueryInstances(filter);
        var second = _store.QueryInstances(filter with { After = first[^1].Id });

        Assert.Equal(["a-1", "a-2"], first.Select(record => record.Id));
        Assert.Equal(["a-3"], second.Select(record => record.Id));
        Assert.Empty(_store.QueryInstances(filter with { Statuses = [OrchestrationRuntimeStatus.Failed] }));
        Assert.Empty(_store.QueryInstances(filter with { CreatedFrom = Noon.AddTicks(1) }));
        Assert.All(first, record => Assert.Null(record.Input));
    }

    [Fact]
    public async Task CommitAsync_Entity_StoresStateAndLock()
    {
        var record = new EntityRecord("@store@a", "{}", new EntityLock("one", "e1"), Noon);

        await _store.CommitAsync(new Checkpoint("RunEntity", record.Id) { Entity = record });

        Assert.Equal(record, _store.ReadEntity("@store@a"));
        Assert.Equal(string.Empty, _store.ReadEntity("@store@a", withState: false)?.State);
    }

    [Fact]
    public async Task QueryEntities_WithoutState_AreTransient()
    {
        await _store.CommitAsync(new Checkpoint("RunEntity", "@store@a") { Entity = new EntityRecord("@store@a", null, null, Noon) });
        await _store.CommitAsync(new Checkpoint("RunEntity", "@store@b") { Entity = new EntityRecord("@store@b", "1", null, Noon) });

        Assert.Equal(["@store@b"], _store.QueryEntities(new EntityFilter()).Select(entity => entity.Id));
        Assert.Equal(
            ["@store@a", "@store@b"], _store.QueryEntities(new EntityFilter { IncludeTransient = true }).Select(entity => entity.Id));
    }

    [Fact]
    public async Task RemoveEmptyEntityAsync_StateLockOrMessage_KeepsIt()
    {
        await _store.CommitAsync(new Checkpoint("RunEntity", "@store@a") { Entity = new EntityRecord("@store@a", null, null, Noon) });
        await _store.SignalAsync(new EntityMessage(_sequence.Next(), "@store@a", new OperationRequest("put", null, null)));

        Assert.False(await _store.RemoveEmptyEntityAsync("@store@a"));
        await _store.CommitAsync(new Checkpoint("RunEntity", "@store@a") { Consumed = [1] });
        Assert.True(await _store.RemoveEmptyEntityAsync("@store@a"));
        Assert.Null(_store.ReadEntity("@store@a"));
    }

    [Fact]
    public async Task CountBacklog_ScheduledSignals_CountOnceTheyAreDue()
    {
        await _store.SignalAsync(new EntityMessage(_sequence.Next(), "@store@a", new OperationRequest("put", null, null)));
        await _store.SignalAsync(
            new EntityMessage(_sequence.Next(), "@store@a", new OperationRequest("put", null, null), Noon.AddHours(1)));

        Assert.Equal(1, _store.CountBacklog("@store@a", Noon));
        Assert.Equal(2, _store.CountBacklog("@store@a", Noon.AddHours(1)));
    }

    [Fact]
    public async Task ReadAllMessages_EveryKind_ComesBackAsItWas()
    {
        Message[] messages =
        [
            new InstanceMessage(1, "one", "e1", new ActivityCompleted(0, "1")),
            new ActivityMessage(2, "one", "e1", 0, "Work", "1"),
            new EntityMessage(3, "@store@a", new LockRequest(new EntityCaller("one", "e1", 2), ["@store@a"], 0)),
            new EntityMessage(4, "@store@a", new LockRelease("one", "e1"), Noon),
        ];

        await _store.CommitAsync(new Checkpoint("RunEpisode", "one") { Outgoing = messages });

        Assert.Equal(messages, _store.ReadAllMessages(), JsonEquality);
        Assert.Equal(4, _store.ReadLastMessage());
        Assert.Equal([3L, 4L], _store.ReadMessagesAfter(2).Select(message => message.Seq));
    }

    // Records that hold lists are compared by what they would be written as.
    private static bool JsonEquality(Message left, Message right) =>
        left.GetType() == right.GetType() && MessageTable.ToRow(left) == MessageTable.ToRow(right);

    private static Checkpoint Checkpoint(InstanceChange change) => new("RunEpisode", change.Id) { Instance = change };

    private static InstanceChange Change(InstanceRecord record, OrchestrationRuntimeStatus status, int episode = 0) =>
        new(record.Id, record.ExecutionId, status, Noon)
        {
            Episode = episode,
            NewFacts = [new EpisodeStarted(Noon.UtcDateTime)],
            CustomStatus = new CustomStatusChange("\"half\""),
        };

    private InstanceStart Start(string id, ParentTask? parent = null) => InstanceStarts.Create(
        _sequence,
        Noon,
        id,
        new ExecutionStarted(InstanceStarts.NewExecutionId(), "Main", null, "\"in\"")
        {
            Parent = parent,
            Tags = new Dictionary<string, string> { ["team"] = "a" },
        });

    private async Task<InstanceRecord> StartAndRunAsync(string id)
    {
        var start = Start(id);
        await _store.StartAsync(start, RuntimeStatuses.Finished);
        await _store.CommitAsync(
            Checkpoint(Change(start.Record, OrchestrationRuntimeStatus.Running)) with { Consumed = [start.Message.Seq] });
        return start.Record;
    }
}
