using Exports.EmbeddedHost.Engine.History;
using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>An action whose answer has not come yet.</summary>
/// <param name="id">The action's number.</param>
/// <param name="name">What failures call it.</param>
/// <param name="keepsRunning">Whether the instance stays Running while this is open (rule R8).</param>
internal sealed class OpenTask(int id, string name, bool keepsRunning)
{
    // Continuations must run inside the completing call, on the orchestrator's thread: no RunContinuationsAsynchronously.
    private readonly TaskCompletionSource<string?> _answer = new();

    public int Id => id;

    public bool KeepsRunning => keepsRunning;

    /// <summary>Set for sub-orchestrations, so that a recursive termination finds them.</summary>
    public string? ChildInstanceId { get; init; }

    public Task<string?> Answer => _answer.Task;

    /// <summary>The failure behind <see cref="Answer"/>'s exception, once it failed.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Ends the task as the fact says: with a result, a failure, or nothing but its end (timers, locks).</summary>
    public void AnswerWith(CompletedAction fact)
    {
        var (result, failure) = fact switch
        {
            ActivityCompleted completed => (completed.Result, null),
            SubOrchestrationCompleted completed => (completed.Result, null),
            EntityCallCompleted completed => (completed.Result, null),
            ActivityFailed failed => (null, failed.Failure),
            SubOrchestrationFailed failed => (null, failed.Failure),
            EntityCallFailed failed => (null, failed.Failure),
            _ => ((string?)null, (Failure?)null),
        };
        if (failure is null)
        {
            _answer.TrySetResult(result);
        }
        else
        {
            Fail(failure);
        }
    }

    public void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);

    private void Fail(Failure failure)
    {
        Failure = failure;
        _answer.TrySetException(new TaskFailedException(name, id, failure.ToDetails()));

        // A call that nobody awaits may fail in silence, as upstream's do.
        _ = _answer.Task.Exception;
    }
}
