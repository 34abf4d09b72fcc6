using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Builds the checkpoint of one episode.</summary>
internal sealed class OrchestrationCheckpoint(LiveInstance instance, MessageSequence sequence, DueQueue due, DateTimeOffset now)
{
    private readonly DecisionTranslator _translator = new(instance, sequence, now);

    /// <summary>Messages in the due queue that the checkpoint takes back.</summary>
    public IReadOnlyList<Message> Withdrawn { get; private set; } = [];

    public Checkpoint Build(Episode episode, IReadOnlyList<Delivery> handled)
    {
        _translator.Translate(episode.Decisions);
        var change = episode.Decisions.Count == 0 ? null : episode.Decisions[^1] switch
        {
            CompleteExecution end => End(end),
            ContinueAsNew continuation => Continue(continuation),
            _ => null,
        };
        change ??= Change(episode.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running);
        ReleaseUnwantedGrants(handled);
        Withdrawn = FindWithdrawn(everything: change.Status.IsFinished() || change.NextGeneration is not null);

        return new Checkpoint(NameOf(change), instance.Id)
        {
            Consumed = [.. handled.Select(delivery => delivery.Message.Seq)],
            Withdrawn = [.. Withdrawn.Select(message => message.Seq)],
            Instance = change with { Episode = instance.Episodes, NewFacts = episode.History, CustomStatus = episode.CustomStatus },
            Outgoing = _translator.Outgoing,
            Starts = _translator.Starts,
        };
    }

    /// <summary>Ends an instance that has not run yet. Its start may still be on its way here, and must not set it going again.</summary>
    public Checkpoint BuildTerminationOfPending(ExecutionTerminated terminated, IReadOnlyList<Delivery> handled)
    {
        var change = End(new CompleteExecution(OrchestrationRuntimeStatus.Terminated, terminated.Output, null));
        ReleaseUnwantedGrants(handled);
        Withdrawn = FindWithdrawn(everything: true);
        return new Checkpoint(NameOf(change), instance.Id)
        {
            Consumed = [.. handled.Select(delivery => delivery.Message.Seq)],
            Withdrawn = [.. Withdrawn.Select(message => message.Seq)],
            WithdrawsExecution = true,
            Instance = change,
            Outgoing = _translator.Outgoing,
        };
    }

    private InstanceChange Change(OrchestrationRuntimeStatus status) => new(instance.Id, instance.ExecutionId, status, now);

    private InstanceChange End(CompleteExecution end)
    {
        _translator.Release(instance.Defect is null ? instance.Executor?.TakeLockedEntities() ?? [] : instance.LockedByHistory);
        _translator.NotifyParent(end);
        return Change(end.Status) with { Output = end.Output, Failure = end.Failure };
    }

    private InstanceChange Continue(ContinueAsNew continuation)
    {
        var previous = instance.Executor!.Started;
        var next = previous with
        {
            ExecutionId = InstanceStarts.NewExecutionId(),
            Input = continuation.Input,
            Version = continuation.Version ?? previous.Version,
            Generation = previous.Generation + 1,
            CarriedEvents = continuation.CarriedEvents is [] ? null : continuation.CarriedEvents,
        };
        _translator.StartNextGeneration(next);
        return Change(OrchestrationRuntimeStatus.Running) with { NextGeneration = next };
    }

    // A lock that is granted to an execution that has ended belongs to nobody.
    private void ReleaseUnwantedGrants(IReadOnlyList<Delivery> handled)
    {
        var foreign = handled
            .Select(delivery => (InstanceMessage)delivery.Message)
            .Where(message => message.Fact is EntityLockGranted && message.ExecutionId != instance.ExecutionId);
        foreach (var message in foreign)
        {
            _translator.Release(((EntityLockGranted)message.Fact).Entities, message.ExecutionId!);
        }
    }

    private IReadOnlyList<Message> FindWithdrawn(bool everything) => due.Find(
        instance.Id,
        message => message is InstanceMessage { Fact: var fact } waiting
            && waiting.ExecutionId == instance.ExecutionId
            && (everything || (fact is TimerFired timer && _translator.CancelledTimers.Contains(timer.TaskId))));

    private static string NameOf(InstanceChange change) => change switch
    {
        { NextGeneration: not null } => "ContinueAsNew",
        { Status: OrchestrationRuntimeStatus.Completed } => "CompleteOrchestration",
        { Status: OrchestrationRuntimeStatus.Failed } => "FailOrchestration",
        { Status: OrchestrationRuntimeStatus.Terminated } => "TerminateOrchestration",
        { Status: OrchestrationRuntimeStatus.Suspended } => "SuspendOrchestration",
        _ => "RunEpisode",
    };
}
