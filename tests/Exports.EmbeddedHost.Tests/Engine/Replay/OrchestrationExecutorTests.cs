using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exports.EmbeddedHost.Tests.Engine.Replay;

public sealed class OrchestrationExecutorTests
{
    private static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private static readonly ExecutionStarted Started = new("e1", "Main", null, "5");

    [Fact]
    public void Run_FirstEpisode_RecordsTheStartTheMessagesAndTheActions()
    {
        var episode = New(TwoActivities).Run(Noon, [Started]);

        Assert.Equal([new EpisodeStarted(Noon), Started, new ActivityScheduled(0, "First")], episode.History);
        Assert.Equal([new ScheduleActivity(0, "First", "5")], episode.Decisions);
    }

    [Fact]
    public void Run_InMemoryAndRebuiltAtEachStep_MakeTheSameDecisions()
    {
        HistoryEvent[][] messages = [[Started], [new ActivityCompleted(0, "6")], [new ActivityCompleted(1, "7")]];
        var inMemory = New(TwoActivities);
        var past = new List<IReadOnlyList<HistoryEvent>>();

        foreach (var batch in messages)
        {
            var rebuilt = New(TwoActivities);
            past.ForEach(rebuilt.Replay);
            var now = Noon.AddMinutes(past.Count);
            var expected = inMemory.Run(now, batch);

            var actual = rebuilt.Run(now, batch);

            Assert.Equal(expected.Decisions, actual.Decisions);
            Assert.Equal(expected.History, actual.History);
            past.Add(expected.History);
        }

        Assert.Equal(new CompleteExecution(OrchestrationRuntimeStatus.Completed, "7", null), inMemoryEnd(past));
        static Decision inMemoryEnd(List<IReadOnlyList<HistoryEvent>> past) =>
            past[^1][^1] is ExecutionCompleted end
                ? new CompleteExecution(end.Status, end.Output, end.Failure)
                : throw new InvalidOperationException("No end.");
    }

    [Fact]
    public void Run_TheSameAnswerTwice_IsUsedOnce()
    {
        var executor = New(TwoActivities);
        executor.Run(Noon, [Started]);

        var episode = executor.Run(Noon, [new ActivityCompleted(0, "6"), new ActivityCompleted(0, "99")]);

        Assert.Equal([new ScheduleActivity(1, "Second", "6")], episode.Decisions);
    }

    [Fact]
    public void Replay_CodeThatSkipsAnAction_IsNonDeterministic()
    {
        var recorded = New(TwoActivities).Run(Noon, [Started]);

        var exception = Assert.Throws<NonDeterminismException>(() => New(_ => Task.FromResult<object?>(null)).Replay(recorded.History));

        Assert.Contains("activity 'First'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_CodeThatAddsAnAction_IsNonDeterministic()
    {
        var recorded = New(TwoActivities).Run(Noon, [Started]);
        var changed = New(context =>
        {
            _ = context.CallActivityAsync<int>("First", 5);
            _ = context.CallActivityAsync<int>("Audit", 5);
            return new TaskCompletionSource<object?>().Task;
        });

        var exception = Assert.Throws<NonDeterminismException>(() => changed.Replay(recorded.History));

        Assert.Contains("activity 'Audit' as action #1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Suspended_HoldsActionsUntilResumed()
    {
        var executor = New(TwoActivities);

        var suspended = executor.Run(Noon, [Started, new ExecutionSuspended(null)]);
        var meanwhile = executor.Run(Noon, [new EventRaised("go", null)]);
        var resumed = executor.Run(Noon, [new ExecutionResumed(null)]);

        Assert.True(suspended.IsSuspended);
        Assert.Empty(suspended.Decisions);
        Assert.Empty(meanwhile.Decisions);
        Assert.Equal([new ScheduleActivity(0, "First", "5")], resumed.Decisions);
    }

    [Fact]
    public void Replay_EpisodeWithHeldActions_MatchesThemAfterTheResume()
    {
        var executor = New(TwoActivities);
        IReadOnlyList<HistoryEvent>[] past =
        [
            executor.Run(Noon, [Started, new ExecutionSuspended(null)]).History,
            executor.Run(Noon, [new ExecutionResumed(null)]).History,
        ];
        var rebuilt = New(TwoActivities);

        Array.ForEach(past, rebuilt.Replay);

        Assert.Equal([new ScheduleActivity(1, "Second", "6")], rebuilt.Run(Noon, [new ActivityCompleted(0, "6")]).Decisions);
    }

    [Fact]
    public void Run_HistoryAboveItsLimit_FailsTheInstance()
    {
        var executor = New(TwoActivities, maxHistoryEvents: 2);

        var end = Assert.IsType<CompleteExecution>(executor.Run(Noon, [Started]).Decisions[^1]);

        Assert.Equal(FailureTypes.HistoryTooLong, end.Failure?.Type);
    }

    [Fact]
    public void Run_OrchestratorThatAwaitsOutsideItsContext_FailsTheInstance()
    {
        var executor = New(async _ => await new TaskCompletionSource<object?>().Task);

        var end = Assert.IsType<CompleteExecution>(executor.Run(Noon, [Started]).Decisions[^1]);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.Status);
        Assert.Equal("System.InvalidOperationException", end.Failure?.Type);
    }

    [Fact]
    public void Run_ContinueWithOnAContextTask_StaysOnTheOrchestratorsThread()
    {
        var executor = New(context => context.CallActivityAsync<int>("First", 1)
            .ContinueWith(
                task =>
                {
                    context.NewGuid();
                    return (object?)task.Result;
                },
                TaskScheduler.Current));
        executor.Run(Noon, [Started]);

        var end = Assert.IsType<CompleteExecution>(executor.Run(Noon, [new ActivityCompleted(0, "6")]).Decisions[^1]);

        Assert.Equal("6", end.Output);
    }

    private static async Task<object?> TwoActivities(TaskOrchestrationContext context)
    {
        var first = await context.CallActivityAsync<int>("First", context.GetInput<int>());
        return await context.CallActivityAsync<int>("Second", first);
    }

    private static OrchestrationExecutor New(OrchestratorFunction function, int maxHistoryEvents = 1_000) => new(
        "instance",
        Started,
        function,
        new ReplaySettings(new PayloadConverter(EngineTestDefaults.Converter, limit: 1_000), NullLoggerFactory.Instance)
        {
            MaxHistoryEvents = maxHistoryEvents,
        });
}
