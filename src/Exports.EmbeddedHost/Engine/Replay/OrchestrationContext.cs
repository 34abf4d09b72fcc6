using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>The context an orchestrator function receives: a face over the parts of its replay.</summary>
internal sealed class OrchestrationContext : TaskOrchestrationContext
{
    private readonly ExecutionStarted _started;
    private readonly ReplaySettings _settings;
    private readonly ReplayState _state;
    private int _guids;

    public OrchestrationContext(string instanceId, ExecutionStarted started, ReplayState state, ReplaySettings settings)
    {
        InstanceId = instanceId;
        _started = started;
        _state = state;
        _settings = settings;
        EntityFeature = new OrchestrationEntityFeature(state.Actions, state.CriticalSection, settings.Converter);
    }

    public OrchestrationEntityFeature EntityFeature { get; }

    /// <summary>The last request to start over, if there was one; takes effect when the function has returned (rule C2).</summary>
    public ContinueAsNewOptions? Continuation { get; private set; }

    public override TaskName Name => _started.Name;

    public override string InstanceId { get; }

    public override ParentOrchestrationInstance? Parent =>
        _started.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => _state.Clock.CurrentUtcDateTime;

    public override bool IsReplaying => _state.Clock.IsReplaying;

    public override string Version => _started.Version ?? string.Empty;

    public override TaskOrchestrationEntityFeature Entities => EntityFeature;

    protected override ILoggerFactory LoggerFactory => _settings.Loggers;

    private PayloadConverter Converter => _settings.Converter;

    public override T? GetInput<T>()
        where T : default
    {
        _state.Actions.EnsureLegal();
        return Converter.Deserialize<T>(_started.Input);
    }

    // Use from a foreign thread throws at the call (rule R6); everything else that is wrong is in the task, as upstream.
    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        _state.Actions.EnsureLegal();
        return CallActivityCoreAsync<TResult>(name, input, options);
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        _state.Actions.EnsureLegal();
        return CallSubOrchestratorCoreAsync<TResult>(orchestratorName, input, options);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        _state.Actions.EnsureLegal();
        return SleepInPartsAsync(fireAt.ToUniversalTime(), cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        _state.Actions.EnsureLegal();
        return _state.Events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        _state.Actions.EnsureLegal();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        EntityIds.EnsureOrchestration(instanceId);
        _state.Actions.SendEvent(instanceId, eventName, Converter.Serialize(payload, $"The payload of event '{eventName}'"));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        _state.Actions.EnsureLegal();
        _state.CustomStatus.Set(customStatus);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _state.Actions.EnsureLegal();
        Continuation = options;
        if (options.PreserveUnprocessedEvents)
        {
            _state.Events.CarryOver();
        }
        else
        {
            _state.Events.StopCarrying();
        }
    }

    public override Guid NewGuid()
    {
        _state.Actions.EnsureLegal();
        return DeterministicGuid.Create(InstanceId, CurrentUtcDateTime, _guids++);
    }

    private async Task<TResult> CallActivityCoreAsync<TResult>(TaskName name, object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                $"The activity's input is a {nameof(TaskOptions)} and there are no options: it was probably meant to be the options.",
                nameof(input));
        }

        var payload = Converter.Serialize(input, $"The input of activity '{name.Name}'");
        return Converter.Deserialize<TResult>(await WithRetries(options?.Retry, () => _state.Actions.CallActivity(name.Name, payload)));
    }

    private async Task<TResult> CallSubOrchestratorCoreAsync<TResult>(TaskName orchestratorName, object? input, TaskOptions? options)
    {
        var instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        EntityIds.EnsureOrchestration(instanceId);
        _state.CriticalSection.EnsureMayCallSubOrchestration();

        var payload = Converter.Serialize(input, $"The input of sub-orchestration '{orchestratorName.Name}'");
        return Converter.Deserialize<TResult>(await WithRetries(options?.Retry, () => _state.Actions.CallSubOrchestration(Decide)));

        ScheduleSubOrchestration Decide(int id) => new(id, orchestratorName.Name, instanceId, payload)
        {
            Version = options?.Version?.Version ?? _settings.DefaultVersion,
            Tags = Tags.Merge(_started.Tags, options?.Tags),
        };
    }

    private async Task SleepInPartsAsync(DateTime target, CancellationToken cancellationToken)
    {
        while (target - CurrentUtcDateTime > _settings.MaxTimerInterval && !cancellationToken.IsCancellationRequested)
        {
            await _state.Actions.SleepUntilAsync(CurrentUtcDateTime + _settings.MaxTimerInterval, cancellationToken);
        }

        await _state.Actions.SleepUntilAsync(target, cancellationToken);
    }

    // A policy goes before a handler (rule P9).
    private Task<string?> WithRetries(TaskRetryOptions? retry, Func<OpenTask> attempt) => retry switch
    {
        { Policy: { } policy } => new RetryPolicyLoop(policy, () => CurrentUtcDateTime, SleepUntil).RunAsync(attempt),
        { Handler: { } handler } => new RetryHandlerLoop(handler, this).RunAsync(attempt),
        _ => attempt().Answer,
    };

    private Task SleepUntil(DateTime time) => _state.Actions.SleepUntilAsync(time, CancellationToken.None);
}
