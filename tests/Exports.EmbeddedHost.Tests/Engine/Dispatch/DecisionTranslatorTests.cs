using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.TestKit.Engine;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exports.EmbeddedHost.Tests.Engine.Dispatch;

public sealed class DecisionTranslatorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ParentTask Parent = new("parent", "pe", "Outer", 9);

    private readonly DecisionTranslator _translator = new(Instance(), new MessageSequence(10), Noon);

    [Fact]
    public void Translate_ScheduleActivity_IsAnActivityMessageOfThisExecution() =>
        AssertSends(new ScheduleActivity(0, "Work", "1"), new ActivityMessage(11, "instance", "e1", 0, "Work", "1"));

    [Fact]
    public void Translate_CreateTimer_IsAMessageToSelfForThen() =>
        AssertSends(
            new CreateTimer(0, Noon.UtcDateTime.AddHours(1)),
            new InstanceMessage(11, "instance", "e1", new TimerFired(0), Noon.AddHours(1)));

    [Fact]
    public void Translate_TimerCancelledInTheSameEpisode_SendsNothing()
    {
        _translator.Translate([new CreateTimer(0, Noon.UtcDateTime), new CancelTimer(0)]);

        Assert.Empty(_translator.Outgoing);
    }

    [Fact]
    public void Translate_SendEvent_GoesToWhicheverExecutionRuns() =>
        AssertSends(new SendEvent(0, "other", "go", "1"), new InstanceMessage(11, "other", null, new EventRaised("go", "1")));

    [Fact]
    public void Translate_CallEntity_NamesTheCaller() =>
        AssertSends(
            new CallEntity(3, "@store@a", "put", "1"), new EntityMessage(
                11, "@store@a", new OperationRequest("put", "1", new EntityCaller("instance", "e1", 3))));

    [Fact]
    public void Translate_ScheduledSignal_HasNoCallerAndWaits() =>
        AssertSends(
            new SignalEntity(0, "@store@a", "put", null, Noon.AddDays(1)),
            new EntityMessage(11, "@store@a", new OperationRequest("put", null, null), Noon.AddDays(1)));

    [Fact]
    public void Translate_LockEntities_AsksTheFirstOnly()
    {
        _translator.Translate([new LockEntities(2, ["@store@a", "@store@b"])]);

        var message = Assert.IsType<EntityMessage>(Assert.Single(_translator.Outgoing));
        var request = Assert.IsType<LockRequest>(message.Request);
        Assert.Equal("@store@a", message.Target);
        Assert.Equal(0, request.Position);
        Assert.Equal(new EntityCaller("instance", "e1", 2), request.Owner);
    }

    [Fact]
    public void Translate_ReleaseEntityLock_NamesTheHolder() =>
        AssertSends(new ReleaseEntityLock(4, "@store@a"), new EntityMessage(11, "@store@a", new LockRelease("instance", "e1")));

    [Fact]
    public void Translate_TerminateChild_IsRecursive() =>
        AssertSends(
            new TerminateChild("child", "1"), new InstanceMessage(11, "child", null, new ExecutionTerminated("1", Recursive: true)));

    [Fact]
    public void Translate_ScheduleSubOrchestration_StartsAChildThatKnowsItsParent()
    {
        _translator.Translate([new ScheduleSubOrchestration(5, "Child", "child-1", "1") { Version = "2.0" }]);

        var start = Assert.Single(_translator.Starts);
        Assert.Equal(("child-1", "Child", "2.0", "1"), (start.Record.Id, start.Record.Name, start.Record.Version, start.Record.Input));
        Assert.Equal(new ParentTask("instance", "e1", "Main", 5), start.Record.Parent);
        Assert.Equal(start.Record.ExecutionId, start.Message.ExecutionId);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed, typeof(SubOrchestrationCompleted))]
    [InlineData(OrchestrationRuntimeStatus.Failed, typeof(SubOrchestrationFailed))]
    [InlineData(OrchestrationRuntimeStatus.Terminated, typeof(SubOrchestrationFailed))]
    public void NotifyParent_AnyEnd_AnswersTheParentsCall(OrchestrationRuntimeStatus status, Type fact)
    {
        var failure = status == OrchestrationRuntimeStatus.Failed ? new Failure("System.Exception", "broken") : null;

        _translator.NotifyParent(new CompleteExecution(status, "1", failure));

        var message = Assert.IsType<InstanceMessage>(Assert.Single(_translator.Outgoing));
        Assert.Equal(("parent", "pe"), (message.Target, message.ExecutionId));
        Assert.IsType(fact, message.Fact);
        Assert.Equal(9, ((CompletedAction)message.Fact).TaskId);
    }

    private static LiveInstance Instance()
    {
        var settings = new ReplaySettings(new PayloadConverter(EngineTestDefaults.Converter, 1_000), NullLoggerFactory.Instance);
        return new LiveInstance("instance", "e1", Parent)
        {
            Executor = new OrchestrationExecutor("instance", new ExecutionStarted("e1", "Main", null, null), null, settings),
        };
    }

    private void AssertSends(Decision decision, Message expected)
    {
        _translator.Translate([decision]);

        Assert.Equal(expected, Assert.Single(_translator.Outgoing));
    }
}
