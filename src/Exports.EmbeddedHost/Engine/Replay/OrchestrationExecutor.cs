using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>
/// One execution of an orchestrator: replays its history, then goes on with new messages, episode by episode. Kept in memory it continues
/// where it stopped; rebuilt from history it makes the same decisions.
/// </summary>
internal sealed class OrchestrationExecutor
{
    private readonly ReplaySettings _settings;
    private readonly ReplayState _state;
    private readonly OrchestratorCall _call;
    private readonly bool _isMissing;
    private readonly List<HistoryEvent> _heldWhileSuspended = [];
    private ExecutionTerminated? _terminated;
    private bool _suspended;
    private int _historyLength;

    /// <param name="instanceId">The instance.</param>
    /// <param name="started">The execution's first fact.</param>
    /// <param name="function">Null if the app has no orchestrator of that name: the instance fails.</param>
    /// <param name="settings">What all replays share.</param>
    public OrchestrationExecutor(string instanceId, ExecutionStarted started, OrchestratorFunction? function, ReplaySettings settings)
    {
        Started = started;
        _settings = settings;
        _state = new ReplayState(settings);
        _call = new OrchestratorCall(instanceId, started, function, _state, settings);
        _isMissing = function is null;
    }

    public ExecutionStarted Started { get; }

    /// <summary>What is locked at this moment, for releases that the orchestrator's code can no longer make.</summary>
    public IReadOnlyList<string> TakeLockedEntities() =>
        [.. _state.CriticalSection.Exit(), .. _heldWhileSuspended.OfType<EntityLockGranted>().SelectMany(granted => granted.Entities)];

    /// <summary>Repeats one recorded episode.</summary>
    /// <exception cref="NonDeterminismException">The code departs from the history.</exception>
    /// <exception cref="OrchestratorNotFoundException">The app no longer has the orchestrator.</exception>
    public void Replay(IReadOnlyList<HistoryEvent> episode)
    {
        if (_isMissing)
        {
            throw new OrchestratorNotFoundException(Started.Name);
        }

        _historyLength += episode.Count;
        _state.Clock.IsReplaying = true;
        ApplyAll(episode);
        if (!_suspended)
        {
            _state.Ledger.EnsureMatched();
        }

        _state.Ledger.DropUnrecorded();
    }

    /// <summary>Goes on with new messages.</summary>
    public Episode Run(DateTime now, IReadOnlyList<HistoryEvent> messages)
    {
        _state.Clock.IsReplaying = false;
        List<HistoryEvent> history = [new EpisodeStarted(_state.Clock.MoveTo(now)), .. messages];
        ApplyAll(messages);

        var decisions = TakeDecisions();
        history.AddRange(decisions.OfType<NumberedDecision>().Select(_state.Ledger.Record));
        _historyLength += history.Count;
        decisions.AddRange(End());
        history.AddRange(decisions.OfType<CompleteExecution>().Select(end => end.ToHistory()));
        return new Episode(history, decisions, _suspended && _terminated is null, _state.CustomStatus.TakeChange());
    }

    private void ApplyAll(IReadOnlyList<HistoryEvent> facts) => _state.Thread.Run(() =>
    {
        foreach (var fact in facts)
        {
            Apply(fact);
            _state.Thread.Drain();
        }
    });

    private void Apply(HistoryEvent fact)
    {
        switch (fact)
        {
            case EpisodeStarted episode:
                _state.Clock.MoveTo(episode.At);
                break;
            case ExecutionStarted:
                Start();
                break;
            case RecordedAction recorded:
                _state.Ledger.Match(recorded);
                break;
            case ExecutionTerminated terminated:
                _terminated ??= terminated;
                break;
            case ExecutionSuspended:
                _suspended = true;
                break;
            case ExecutionResumed:
                Resume();
                break;
            default:
                Deliver(fact);
                break;
        }
    }

    private void Start()
    {
        _call.Start();
        foreach (var carried in Started.CarriedEvents ?? [])
        {
            _state.Thread.Drain();
            _state.Events.Raise(carried);
        }
    }

    private void Resume()
    {
        _suspended = false;
        foreach (var fact in _heldWhileSuspended)
        {
            Deliver(fact);
            _state.Thread.Drain();
        }

        _heldWhileSuspended.Clear();
    }

    private void Deliver(HistoryEvent fact)
    {
        if (_suspended)
        {
            _heldWhileSuspended.Add(fact);
        }
        else if (fact is EventRaised raised)
        {
            _state.Events.Raise(raised);
        }
        else if (fact is CompletedAction completed && _state.OpenTasks.TryRemove(completed.TaskId, out var task))
        {
            task.AnswerWith(completed);
        }
    }

    // While suspended the ledger keeps them (rule I8).
    private List<Decision> TakeDecisions()
    {
        if (_suspended)
        {
            return [];
        }

        var (numbered, others) = _state.Ledger.Take();
        return [.. numbered, .. others];
    }

    private IEnumerable<Decision> End()
    {
        if (_terminated is { } terminated)
        {
            var children = terminated.Recursive ? _state.OpenTasks.ChildInstanceIds : [];
            return [.. children.Select(child => new TerminateChild(child, terminated.Output)),
                new CompleteExecution(OrchestrationRuntimeStatus.Terminated, terminated.Output, null)];
        }

        if (FindDefect() is { } defect)
        {
            return [CompleteExecution.Failed(defect)];
        }

        return !_suspended && _call.HasReturned && !_state.OpenTasks.KeepRunning ? [_call.Conclude()] : [];
    }

    private Failure? FindDefect()
    {
        if (_historyLength > _settings.MaxHistoryEvents)
        {
            return new Failure(
                FailureTypes.HistoryTooLong,
                $"The history has {_historyLength} events; the limit is {_settings.MaxHistoryEvents}. "
                + "Continue as new, or split the work into sub-orchestrations.");
        }

        var waitsForNothing = _call.IsRunning && !_suspended && !_state.OpenTasks.Any && !_state.Events.HasWaiters;
        return waitsForNothing || _state.Thread.WasEnteredFromOutside
            ? new Failure(
                typeof(InvalidOperationException).FullName!,
                "The orchestrator awaited something that is not a task of its context (Task.Run, Task.Delay, I/O, "
                + "ConfigureAwait(false)); that cannot be replayed.")
            : null;
    }
}
