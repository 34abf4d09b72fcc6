using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>
/// Runs activities, a bounded number at a time. The answer goes to the orchestration's mailbox under the activity's own message number:
/// the checkpoint that records it also removes the call. Until then a crash makes the activity run again.
/// </summary>
internal sealed class ActivityRunner : IDisposable
{
    private readonly IFunctionCatalog _catalog;
    private readonly PayloadConverter _converter;
    private readonly WorkTracker _tracker;
    private readonly ILogger _logger;
    private readonly WorkLane _lane;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly HashSet<long> _known = [];

    public ActivityRunner(IFunctionCatalog catalog, PayloadConverter converter, WorkTracker tracker, int concurrency, ILogger logger)
    {
        _catalog = catalog;
        _converter = converter;
        _tracker = tracker;
        _logger = logger;
        _lane = new WorkLane(concurrency);
    }

    /// <summary>
    /// Runs the activity once there is room, and hands its answer over. A call that waits or runs already is not taken twice.
    /// </summary>
    /// <param name="message">The call.</param>
    /// <param name="answer">Takes the answer.</param>
    /// <param name="isOpen">Whether the store still has the call; null where it cannot have been answered.</param>
    /// <returns>Whether the call was taken.</returns>
    public bool Run(ActivityMessage message, Action<InstanceMessage> answer, Func<bool>? isOpen = null)
    {
        lock (_lock)
        {
            if (!_known.Add(message.Seq))
            {
                return false;
            }
        }

        if (isOpen is not null && !IsStillOpen(message, isOpen))
        {
            return false;
        }

        Start(message, answer);
        return true;
    }

    /// <summary>The answers to these calls are recorded: their numbers will not come again.</summary>
    public void Forget(IReadOnlyList<Delivery> recorded)
    {
        lock (_lock)
        {
            foreach (var delivery in recorded)
            {
                _known.Remove(delivery.Message.Seq);
            }
        }
    }

    /// <summary>For tests of duplicate delivery: runs it whatever runs already.</summary>
    public void RunAgain(ActivityMessage message, Action<InstanceMessage> answer) => Start(message, answer);

    /// <summary>Starts nothing more, asks what runs to stop and waits for it as long as <paramref name="grace"/> allows.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        var drained = _lane.CloseAsync(out var dropped);
        for (; dropped > 0; dropped--)
        {
            _tracker.EndStep();
        }

        try
        {
            // The grace is the process's own, so it runs on the system's clock even where a test moves the engine's.
            await drained.WaitAsync(grace, TimeProvider.System, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _logger.LogWarning(
                "{Count} activities did not stop in time; they will run again at the next start.", _tracker.RunningActivities);
        }
    }

    public void Dispose() => _stopping.Dispose();

    // Asked after the call is known: a call that was forgotten before that has been answered, and its row is gone.
    private bool IsStillOpen(ActivityMessage message, Func<bool> isOpen)
    {
        var open = false;
        try
        {
            return open = isOpen();
        }
        finally
        {
            if (!open)
            {
                lock (_lock)
                {
                    _known.Remove(message.Seq);
                }
            }
        }
    }

    private void Start(ActivityMessage message, Action<InstanceMessage> answer)
    {
        _tracker.BeginStep();
        if (!_lane.Enqueue(() => RunAsync(message, answer)))
        {
            _tracker.EndStep();
        }
    }

    private async Task RunAsync(ActivityMessage message, Action<InstanceMessage> answer)
    {
        _tracker.BeginActivity();
        _tracker.EndStep();
        try
        {
            if (await InvokeAsync(message) is { } fact)
            {
                answer(new InstanceMessage(message.Seq, message.Target, message.ExecutionId, fact));
            }
        }
        finally
        {
            _tracker.EndActivity();
        }
    }

    // The boundary where the app's exception becomes the call's failure. Null means: stopped, no answer.
    private async Task<CompletedAction?> InvokeAsync(ActivityMessage message)
    {
        if (!_catalog.TryGetActivity(message.Name, out var function))
        {
            var missing = new Failure(FailureTypes.ActivityNotFound, $"No activity named '{message.Name}' was found in the app.");
            return new ActivityFailed(message.TaskId, missing with { NonRetriable = true });
        }

        try
        {
            var output = await function(new ActivityInvocation(message.Name, message.Target, message.Input), _stopping.Token);
            return new ActivityCompleted(message.TaskId, _converter.Check(output, $"The output of activity '{message.Name}'"));
        }
        catch (Exception exception) when (_stopping.IsCancellationRequested)
        {
            _logger.LogInformation(
                exception, "Activity {Activity} of {InstanceId} was interrupted by the stop of the host.", message.Name, message.Target);
            return null;
        }
        catch (Exception exception)
        {
            _logger.LogDebug(exception, "Activity {Activity} of {InstanceId} failed.", message.Name, message.Target);
            return new ActivityFailed(message.TaskId, Failure.From(exception));
        }
    }
}
