using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;

namespace Exports.EmbeddedHost.Engine.Client;

/// <summary>The client of the engine in the same process.</summary>
internal sealed class EmbeddedDurableTaskClient : DurableTaskClient
{
    private readonly ClientParts _parts;
    private readonly DurableEngineOptions _options;
    private readonly InstancePurger _purger;
    private readonly OrchestrationStarter _starter;

    public EmbeddedDurableTaskClient(ClientParts parts, DurableEngineOptions options)
        : base("embedded")
    {
        _parts = parts;
        _options = options;
        _purger = new InstancePurger(parts, evenIfRunning: options.UpstreamDefects);
        _starter = new OrchestrationStarter(
            parts, options.DefaultVersion, id => WaitForInstanceCompletionAsync(id, CancellationToken.None));
        Entities = new EmbeddedDurableEntityClient(Name, parts);
    }

    public override DurableEntityClient Entities { get; }

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default) =>
        _starter.StartAsync(orchestratorName, input, options ?? new StartOrchestrationOptions(), cancellation);

    /// <summary>
    /// To a missing or finished instance: silently dropped, as documented; thrown in the mode of upstream's defects (rule E6).
    /// </summary>
    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var payload = _parts.Converter.Serialize(eventPayload, $"The payload of event '{eventName}'");
        return SendAsync("raise an event to", instanceId, new EventRaised(eventName, payload), cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var output = _parts.Converter.Serialize(options?.Output, "The output of a termination");
        return SendAsync("terminate", instanceId, new ExecutionTerminated(output, options?.Recursive ?? false), cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync("suspend", instanceId, new ExecutionSuspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync("resume", instanceId, new ExecutionResumed(reason), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(
            instanceId,
            getInputsAndOutputs,
            status => status != OrchestrationRuntimeStatus.Pending,
            _parts.Signals.NextChangeOf,
            cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, RuntimeStatuses.IsFinished, _parts.Signals.EndOf, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        EntityIds.EnsureOrchestration(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var record = _parts.Store.ReadInstance(instanceId, getInputsAndOutputs);
        return Task.FromResult(record is null ? null : ToMetadata(record, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        filter ??= new OrchestrationQuery();
        EntityIds.EnsureOrchestration(filter.InstanceIdPrefix);
        return Pageable.Create((continuation, pageSize, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var query = new InstanceFilter
            {
                CreatedFrom = filter.CreatedFrom,
                CreatedTo = filter.CreatedTo,
                Statuses = filter.Statuses?.ToArray() is { Length: > 0 } statuses ? statuses : null,
                IdPrefix = filter.InstanceIdPrefix,
                After = continuation ?? filter.ContinuationToken,
                Limit = Paging.Limit(pageSize ?? filter.PageSize),
                WithPayloads = filter.FetchInputsAndOutputs,
            };
            var records = _parts.Store.QueryInstances(query);
            var values = records.Select(record => ToMetadata(record, filter.FetchInputsAndOutputs)).ToArray();
            return Task.FromResult(new Page<OrchestrationMetadata>(values, Paging.NextToken(records, query.Limit, record => record.Id)));
        });
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var query = new InstanceFilter
        {
            Statuses = runtimeStatus?.ToArray() is { Length: > 0 } statuses ? statuses : null,
            CompletedFrom = completedTimeFrom,
            CompletedTo = completedTimeTo,
            After = lastInstanceKey,
            Limit = Paging.Limit(pageSize),
        };
        var records = _parts.Store.QueryInstances(query);
        var ids = records.Select(record => record.Id).ToArray();
        return Task.FromResult(new Page<string>(ids, Paging.NextToken(records, query.Limit, record => record.Id)));
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new PurgeResult(await _purger.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation), isComplete: true);
    }

    public override Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return _purger.PurgeAsync(filter, options?.Recursive ?? false, cancellation);
    }

    public override Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return _starter.RestartAsync(instanceId, restartWithNewInstanceId, cancellation);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private OrchestrationMetadata ToMetadata(InstanceRecord record, bool withPayloads) =>
        Metadata.From(record, _parts.Converter.DataConverter, withPayloads);

    private async Task SendAsync(string verb, string instanceId, HistoryEvent fact, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        EntityIds.EnsureOrchestration(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var message = new InstanceMessage(_parts.Sequence.Next(), instanceId, null, fact);
        var status = await _parts.CommitAsync(
            () => _parts.Store.SendAsync(fact.GetType().Name, message), message, found => found is { } known && !known.IsFinished());
        if (_options.UpstreamDefects)
        {
            InstanceRefusals.ThrowIfNotActive(verb, instanceId, status);
        }
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId,
        bool withPayloads,
        Func<OrchestrationRuntimeStatus, bool> isReached,
        Func<string, Task> signalFor,
        CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        EntityIds.EnsureOrchestration(instanceId);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var signal = signalFor(instanceId);
            if (_parts.Store.ReadInstance(instanceId, withPayloads) is not { } record)
            {
                _parts.Signals.Changed(instanceId, isFinished: true);
                throw InstanceRefusals.NotFound(instanceId);
            }

            if (isReached(record.Status))
            {
                ForgetSignalOf(record);
                return ToMetadata(record, withPayloads);
            }

            await WaitForSignalAsync(signal, cancellation);
        }
    }

    // Nothing changes a finished instance: a signal asked for after its end would stay for ever.
    private void ForgetSignalOf(InstanceRecord record)
    {
        if (record.IsFinished)
        {
            _parts.Signals.Changed(record.Id, isFinished: true);
        }
    }

    // The signal saves time; the look at the row after each interval is what makes the wait correct.
    private async Task WaitForSignalAsync(Task signal, CancellationToken cancellation)
    {
        try
        {
            await signal.WaitAsync(_options.PollInterval, TimeProvider.System, cancellation);
        }
        catch (TimeoutException)
        {
            // Nothing was announced; look again.
        }
    }
}
