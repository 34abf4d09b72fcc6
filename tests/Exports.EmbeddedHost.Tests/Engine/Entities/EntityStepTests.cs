using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.TestKit.Engine;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exports.EmbeddedHost.Tests.Engine.Entities;

public sealed class EntityStepTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly EntityCaller Holder = new("holder", "e1", 0);
    private static readonly EntityCaller Other = new("other", "e2", 0);

    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly FunctionTable _functions = new(EngineTestDefaults.Converter);
    private long _seq;

    public EntityStepTests()
    {
        _functions.Entity("store", (TaskEntityOperation operation) =>
        {
            operation.State.SetState(operation.State.GetState<string>() + operation.Name);
            if (operation.Name == "broken")
            {
                operation.Context.SignalEntity(new EntityInstanceId("store", "b"), "never");
                throw new InvalidDataException("broken");
            }

            operation.Context.SignalEntity(new EntityInstanceId("store", "b"), "seen");
            return default;
        });
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task RunAsync_FailedOperationBetweenOthers_RollsBackItsStateAndSignalsOnly()
    {
        var step = await RunAsync(Record(), Operation("a"), Operation("broken"), Operation("c"));

        Assert.Equal("\"ac\"", step.Record.State);
        Assert.Equal(["seen", "seen"], step.Outgoing.Select(message => ((OperationRequest)((EntityMessage)message).Request).Operation));
    }

    [Fact]
    public async Task RunAsync_Call_IsAnsweredAfterItsSignals()
    {
        var step = await RunAsync(Record(), Operation("a", Holder));

        Assert.Collection(
            step.Outgoing,
            signal => Assert.IsType<EntityMessage>(signal),
            answer => Assert.IsType<EntityCallCompleted>(Assert.IsType<InstanceMessage>(answer).Fact));
    }

    [Fact]
    public async Task RunAsync_LockOfTheLastEntity_IsGrantedAndHoldsWhatFollows()
    {
        var step = await RunAsync(Record(), Lock(Holder, "@store@a"), Operation("a", Other), Operation("b", Holder));

        Assert.Equal(new EntityLock("holder", "e1"), step.Record.Lock);
        Assert.Equal("\"b\"", step.Record.State);
        Assert.Equal("a", ((OperationRequest)((EntityMessage)Assert.Single(step.Held).Message).Request).Operation);
        Assert.Contains(step.Outgoing, message => message is InstanceMessage { Target: "holder", Fact: EntityLockGranted });
    }

    [Fact]
    public async Task RunAsync_LockOfMoreEntities_IsPassedOn()
    {
        var step = await RunAsync(Record(), Lock(Holder, "@store@a", "@store@b"));

        var next = Assert.IsType<EntityMessage>(Assert.Single(step.Outgoing));
        Assert.Equal("@store@b", next.Target);
        Assert.Equal(1, Assert.IsType<LockRequest>(next.Request).Position);
    }

    [Fact]
    public async Task RunAsync_Release_LetsWhatWaitedGoFirst()
    {
        var locked = Record() with { Lock = new EntityLock("holder", "e1") };

        var step = await RunAsync(locked, Operation("a", Other), Release(Holder), Operation("b", Other));

        Assert.Null(step.Record.Lock);
        Assert.Equal("\"ab\"", step.Record.State);
        Assert.Empty(step.Held);
    }

    [Fact]
    public async Task RunAsync_ReleaseByAnother_ChangesNothing()
    {
        var locked = Record() with { Lock = new EntityLock("holder", "e1") };

        var step = await RunAsync(locked, Release(Other));

        Assert.Equal(locked, step.Record);
        Assert.Single(step.Handled);
    }

    [Fact]
    public async Task RunAsync_UnknownEntity_FailsTheCall()
    {
        var step = await RunAsync(new EntityRecord("@nobody@a", null, null, Noon), Operation("a", Holder));

        var answer = Assert.IsType<InstanceMessage>(Assert.Single(step.Outgoing));
        Assert.Equal(FailureTypes.EntityNotFound, Assert.IsType<EntityCallFailed>(answer.Fact).Failure.Type);
    }

    private static EntityRecord Record() => new("@store@a", null, null, Noon);

    private static OperationRequest Operation(string name, EntityCaller? caller = null) => new(name, null, caller);

    private static LockRequest Lock(EntityCaller owner, params string[] entities) => new(owner, entities, 0);

    private static LockRelease Release(EntityCaller owner) => new(owner.InstanceId, owner.ExecutionId);

    private async Task<EntityStep> RunAsync(EntityRecord record, params EntityRequest[] requests)
    {
        var converter = new PayloadConverter(EngineTestDefaults.Converter, limit: 1_000);
        var executor = new EntityBatchExecutor(
            _functions, _services.GetRequiredService<IServiceScopeFactory>(), converter, NullLogger.Instance);
        var step = new EntityStep(record, executor, new MessageSequence(100), Noon);
        await step.RunAsync([.. requests.Select(request => new Delivery(new EntityMessage(++_seq, record.Id, request), IsVerified: true))]);
        return step;
    }
}
