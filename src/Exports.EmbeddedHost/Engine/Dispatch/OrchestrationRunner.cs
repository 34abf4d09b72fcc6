using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>The step of an orchestration: load, run an episode over the new messages, commit.</summary>
internal sealed class OrchestrationRunner(
    EngineStore store,
    OrchestrationLoader loader,
    MessageSequence sequence,
    DueQueue due,
    InstanceSignals signals,
    TimeProvider time,
    ILogger logger) : IStepRunner
{
    public void Forget(string target) => loader.Forget(target);

    public async Task<StepResult> RunAsync(string target, IReadOnlyList<Delivery> batch)
    {
        var waiting = DeliveryVerifier.Verify(store, batch);
        if (waiting.Count == 0)
        {
            return StepResult.Nothing;
        }

        var start = waiting.Select(FactOf).OfType<ExecutionStarted>().LastOrDefault();
        var instance = loader.Take(target, start);
        if (instance is null or { IsFinished: true })
        {
            return await DiscardAsync(target, waiting);
        }

        return instance.Executor is null
            ? await HoldUntilStartAsync(instance, waiting)
            : await RunEpisodeAsync(instance, instance.Executor, waiting);
    }

    private static HistoryEvent FactOf(Delivery delivery) => ((InstanceMessage)delivery.Message).Fact;

    private async Task<StepResult> RunEpisodeAsync(LiveInstance instance, OrchestrationExecutor executor, IReadOnlyList<Delivery> waiting)
    {
        var now = time.GetUtcNow();
        var episode = Run(instance, executor, now, FactsFor(instance, waiting));
        var builder = new OrchestrationCheckpoint(instance, sequence, due, now);
        var checkpoint = builder.Build(episode, waiting);
        var outgoing = await store.CommitAsync(checkpoint);

        LogFailure(instance, checkpoint.Instance!.Failure);
        due.Withdraw(builder.Withdrawn);
        signals.Changed(instance.Id, checkpoint.Instance.Status.IsFinished());
        if (checkpoint.Instance is { NextGeneration: null } change && !change.Status.IsFinished())
        {
            instance.Episodes++;
            loader.Keep(instance);
        }

        return new StepResult([], waiting, outgoing);
    }

    private void LogFailure(LiveInstance instance, Failure? failure)
    {
        if (failure is not null)
        {
            logger.LogWarning(
                "Orchestration {Name} ({InstanceId}) failed: {Type}: {Message}",
                instance.Executor?.Started.Name,
                instance.Id,
                failure.Type,
                failure.Message);
        }
    }

    // The start goes first, whatever came before it; facts for another execution are dropped (rule C2).
    private static List<HistoryEvent> FactsFor(LiveInstance instance, IReadOnlyList<Delivery> waiting) =>
    [
        .. waiting
            .Where(delivery => ((InstanceMessage)delivery.Message).ExecutionId is not { } execution || execution == instance.ExecutionId)
            .Select(FactOf)
            .OrderBy(fact => fact is ExecutionStarted ? 0 : 1),
    ];

    // The boundary at which whatever escapes the orchestrator's code becomes the instance's failure.
    private static Episode Run(LiveInstance instance, OrchestrationExecutor executor, DateTimeOffset now, List<HistoryEvent> facts)
    {
        if (instance.Defect is { } defect)
        {
            return Fail(now, facts, defect);
        }

        try
        {
            return executor.Run(now.UtcDateTime, facts);
        }
        catch (Exception exception)
        {
            return Fail(now, facts, Failure.From(exception));
        }
    }

    private static Episode Fail(DateTimeOffset now, List<HistoryEvent> facts, Failure failure)
    {
        var end = CompleteExecution.Failed(failure);
        HistoryEvent[] history = [new EpisodeStarted(now.UtcDateTime), .. facts, end.ToHistory()];
        return new Episode(history, [end], IsSuspended: false, CustomStatus: null);
    }

    private async Task<StepResult> HoldUntilStartAsync(LiveInstance instance, IReadOnlyList<Delivery> waiting)
    {
        if (waiting.Select(FactOf).OfType<ExecutionTerminated>().FirstOrDefault() is not { } terminated)
        {
            return new StepResult(waiting, [], []);
        }

        var builder = new OrchestrationCheckpoint(instance, sequence, due, time.GetUtcNow());
        var outgoing = await store.CommitAsync(builder.BuildTerminationOfPending(terminated, waiting));
        due.Withdraw(builder.Withdrawn);
        signals.Changed(instance.Id, isFinished: true);
        return new StepResult([], waiting, outgoing);
    }

    // For an instance that is gone or finished. A lock granted to it would stay for ever, so it is given back.
    private async Task<StepResult> DiscardAsync(string target, IReadOnlyList<Delivery> waiting)
    {
        var releases = waiting
            .Select(delivery => (InstanceMessage)delivery.Message)
            .Where(message => message.Fact is EntityLockGranted)
            .SelectMany(message => ((EntityLockGranted)message.Fact).Entities.Select(Message (entity) =>
                new EntityMessage(sequence.Next(), entity, new LockRelease(target, message.ExecutionId!))))
            .ToArray();
        var outgoing = await store.CommitAsync(new Checkpoint("DiscardMessages", target)
        {
            Consumed = [.. waiting.Select(delivery => delivery.Message.Seq)],
            Outgoing = releases,
        });
        return new StepResult([], waiting, outgoing);
    }
}
