using Microsoft.DurableTask.Abstractions;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>
/// Everything an orchestrator may do. Its code replays from history, so it takes time, ids and every effect from here
/// (rules R1 to R10) and awaits nothing else.
/// </summary>
public abstract class TaskOrchestrationContext
{
    private ReplaySafeLoggerFactory? _replaySafeLoggerFactory;

    public abstract TaskName Name { get; }

    public abstract string InstanceId { get; }

    /// <summary>Null unless another orchestration called this one.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>UTC; moves from episode to episode and replays the same (rule R4).</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>True while past events are being processed again (rule R5).</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Empty when the instance has none.</summary>
    public virtual string Version => string.Empty;

    public virtual IReadOnlyDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>();

    public virtual TaskOrchestrationEntityFeature Entities
        => throw new NotSupportedException($"{GetType()} does not support durable entities.");

    public virtual ILoggerFactory ReplaySafeLoggerFactory => _replaySafeLoggerFactory ??= new ReplaySafeLoggerFactory(this);

    protected abstract ILoggerFactory LoggerFactory { get; }

    // Loggers are made from the factory below any replay-safe wrapping, so that a wrapping context does not filter twice.
    internal ILoggerFactory PlainLoggerFactory => Microsoft.DurableTask.ReplaySafeLoggerFactory.Unwrap(LoggerFactory);

    internal ILoggerFactory OwnLoggerFactory => LoggerFactory;

    public abstract T? GetInput<T>();

    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null)
        => CallActivityAsync<object>(name, input, options);

    public virtual Task CallActivityAsync(TaskName name, TaskOptions options)
        => CallActivityAsync(name, null, options);

    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options)
        => CallActivityAsync<TResult>(name, null, options);

    /// <exception cref="TaskFailedException">The activity failed on its last attempt.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken)
        => CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>A timer left running keeps the instance from completing (rule R8): cancel the loser of a race.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>The newest waiter for a name gets the next event (rule E2); unawaited events are kept in order (E3).</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="WaitForExternalEvent{T}(string, TimeSpan, CancellationToken)"/>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout)
        => WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <summary>Waits at most <paramref name="timeout"/>, by a durable timer.</summary>
    /// <exception cref="TaskCanceledException">Time ran out or the token was cancelled (rule T5).</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timerLost = new CancellationTokenSource();
        var timer = CreateTimer(timeout, timerLost.Token);

        using var eventLost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var received = WaitForExternalEvent<T>(eventName, eventLost.Token);

        // Synchronous cancels: what they complete has to run on the orchestration's own thread, in order.
        if (await Task.WhenAny(timer, received) == received) timerLost.Cancel();
        else eventLost.Cancel();

        return await received;
    }

    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>At most 16 KB of UTF-16 JSON (rule D1).</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <exception cref="TaskFailedException">The child failed on its last attempt, or was terminated (rule S2).</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options)
        => CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options)
        => CallSubOrchestratorAsync(orchestratorName, null, options);

    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
        => CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Starts over with an empty history once the orchestrator has returned (rules C1 to C6).</summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>This base ignores <see cref="ContinueAsNewOptions.NewVersion"/>; a context that knows versions overrides it.</summary>
    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>A GUID that replays the same (rule R10).</summary>
    public abstract Guid NewGuid();

    public virtual ILogger CreateReplaySafeLogger(string categoryName)
        => new ReplaySafeLogger(this, PlainLoggerFactory.CreateLogger(categoryName));

    public virtual ILogger CreateReplaySafeLogger(Type type)
        => new ReplaySafeLogger(this, PlainLoggerFactory.CreateLogger(type));

    public virtual ILogger CreateReplaySafeLogger<T>()
        => new ReplaySafeLogger(this, PlainLoggerFactory.CreateLogger<T>());

    /// <inheritdoc cref="TaskOrchestrationVersioningUtils.CompareVersions"/>
    public virtual int CompareVersionTo(string version) => TaskOrchestrationVersioningUtils.CompareVersions(Version, version);
}
