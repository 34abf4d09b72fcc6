using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>
/// One execution of an orchestrator: replays its history, then goes on with new messages, episode by episode. Kept in memory it continues
/// where it stopped; rebuilt from history it makes the same decisions.
/// </summary>
/// <param name="instanceId">The instance.</param>
/// <param name="started">The execution's first fact.</param>
/// <param name="function">Null if the app has no orchestrator of that name: the instance fails.</param>
/// <param name="settings">What all replays share.</param>
internal sealed class OrchestrationExecutor(
    string instanceId, ExecutionStarted started, OrchestratorFunction? function, ReplaySettings settings)
{
    private readonly ReplayState _state = new(settings);
    private readonly List<HistoryEvent> _heldWhileSuspended = [];
    private OrchestrationContext? _context;
    private Task<object?>? _function;
    private ExecutionTerminated? _terminated;
    private bool _suspended;
    private int _historyLength;

    public ExecutionStarted Started => started;

    /// <summary>What is locked at this moment, for releases that the orchestrator's code can no longer make.</summary>
    public IReadOnlyList<string> TakeLockedEntities() =>
        [.. _state.CriticalSection.Exit(), .. _heldWhileSuspended.OfType<EntityLockGranted>().SelectMany(granted => granted.Entities)];

    /// <summary>Repeats one recorded episode.</summary>
    /// <exception cref="NonDeterminismException">The code departs from the history.</exception>
    /// <exception cref="OrchestratorNotFoundException">The app no longer has the orchestrator.</exception>
    public void Replay(IReadOnlyList<HistoryEvent> episode)
    {
        if (function is null)
        {
            throw new OrchestratorNotFoundException(started.Name);
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
        return Finish(history);
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
        _context = new OrchestrationContext(instanceId, started, _state, settings);
        _function = RunFunctionAsync(_context);
        foreach (var carried in started.CarriedEvents ?? [])
        {
            _state.Thread.Drain();
            _state.Events.Raise(carried);
        }
    }

    private async Task<object?> RunFunctionAsync(OrchestrationContext context)
    {
        if (function is null)
        {
            throw new OrchestratorNotFoundException(started.Name);
        }

        try
        {
            return await function(context);
        }
        finally
        {
            // Not from a foreign thread: such an end is a failure of its own, and its numbers would be random.
            if (_state.Thread.IsCurrent)
            {
                context.EntityFeature.ReleaseAll();
            }
        }
    }

    private void Resume()
    {
        if (!_suspended)
        {
            return;
        }

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
            Answer(task, completed);
        }
    }

    private static void Answer(OpenTask task, CompletedAction completed)
    {
        switch (completed)
        {
            case ActivityCompleted { Result: var result }:
                task.Complete(result);
                break;
            case SubOrchestrationCompleted { Result: var result }:
                task.Complete(result);
                break;
            case EntityCallCompleted { Result: var result }:
                task.Complete(result);
                break;
            case ActivityFailed { Failure: var failure }:
                task.Fail(failure);
                break;
            case SubOrchestrationFailed { Failure: var failure }:
                task.Fail(failure);
                break;
            case EntityCallFailed { Failure: var failure }:
                task.Fail(failure);
                break;
            default:
                task.Complete(null);
                break;
        }
    }

    private Episode Finish(List<HistoryEvent> history)
    {
        var decisions = new List<Decision>();
        if (!_suspended)
        {
            var (numbered, others) = _state.Ledger.Take();
            history.AddRange(numbered.Select(_state.Ledger.Record));
            decisions.AddRange(numbered);
            decisions.AddRange(others);
        }

        _historyLength += history.Count;
        decisions.AddRange(End(history));
        return new Episode(history, decisions, _suspended && _terminated is null, _state.CustomStatus.TakeChange());
    }

    private IEnumerable<Decision> End(List<HistoryEvent> history)
    {
        if (_terminated is not null)
        {
            var children = _terminated.Recursive ? _state.OpenTasks.ChildInstanceIds : [];
            return [.. children.Select(child => new TerminateChild(child, _terminated.Output)),
                Complete(history, OrchestrationRuntimeStatus.Terminated, _terminated.Output, null)];
        }

        if (FindDefect() is { } defect)
        {
            return [Complete(history, OrchestrationRuntimeStatus.Failed, null, defect)];
        }

        return _suspended || _function is not { IsCompleted: true } || _state.OpenTasks.KeepRunning ? [] : [Conclude(history)];
    }

    private Failure? FindDefect()
    {
        if (_historyLength > settings.MaxHistoryEvents)
        {
            return new Failure(
                FailureTypes.HistoryTooLong,
                $"The history has {_historyLength} events; the limit is {settings.MaxHistoryEvents}. Continue as new, or split the work into sub-orchestrations.");
        }

        var waitsForNothing = _function is { IsCompleted: false } && !_suspended && !_state.OpenTasks.Any && !_state.Events.HasWaiters;
        return waitsForNothing || _state.Thread.WasEnteredFromOutside
            ? new Failure(
                typeof(InvalidOperationException).FullName!,
                "The orchestrator awaited something that is not a task of its context (Task.Run, Task.Delay, I/O, ConfigureAwait(false)); that cannot be replayed.")
            : null;
    }

    // Only called once the function has returned and nothing keeps the instance running.
    private Decision Conclude(List<HistoryEvent> history)
    {
        try
        {
            var result = _function!.GetAwaiter().GetResult();
            if (_context!.Continuation is { } continuation)
            {
                var input = settings.Converter.Serialize(continuation.NewInput, "The next generation's input");
                var version = string.IsNullOrWhiteSpace(continuation.NewVersion) ? null : continuation.NewVersion;
                return new ContinueAsNew(input, version, _state.Events.Carried);
            }

            var output = settings.Converter.Serialize(result, "The orchestration's output");
            return Complete(history, OrchestrationRuntimeStatus.Completed, output, null);
        }
        catch (OrchestratorNotFoundException missing)
        {
            return Complete(history, OrchestrationRuntimeStatus.Failed, null, missing.ToFailure());
        }
        catch (Exception exception)
        {
            return Complete(history, OrchestrationRuntimeStatus.Failed, null, Failure.From(exception));
        }
    }

    private static CompleteExecution Complete(
        List<HistoryEvent> history, OrchestrationRuntimeStatus status, string? output, Failure? failure)
    {
        history.Add(new ExecutionCompleted(status, output, failure));
        return new CompleteExecution(status, output, failure);
    }
}
