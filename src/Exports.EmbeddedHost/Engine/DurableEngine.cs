using Exports.EmbeddedHost.Engine.Client;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine;

/// <summary>
/// The durable engine: orchestrations, activities, timers and entities over one store. <c>docs/engine.md</c> tells how it works.
/// </summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    /// <summary>How long a stop waits for the answers of ended activities, and for steps under way, to be committed.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);

    private readonly DurableEngineOptions _options;
    private readonly TimeProvider _time;
    private readonly EngineStore _store;
    private readonly WorkTracker _tracker = new();
    private readonly DueQueue _due;
    private readonly ActivityRunner _activities;
    private readonly MessageDispatcher _dispatcher;
    private readonly ILogger _logger;
    private MessagePoller? _poller;
    private bool _stopped;

    public DurableEngine(
        SqliteDatabase database,
        IFunctionCatalog catalog,
        TimeProvider time,
        DurableEngineOptions options,
        DataConverter converter,
        ILoggerFactory loggers,
        IServiceScopeFactory scopes)
    {
        _options = options;
        _time = time;
        _store = new EngineStore(database);
        _logger = loggers.CreateLogger("Exports.EmbeddedHost.Engine");
        _due = new DueQueue(time, _tracker);

        var payloads = new PayloadConverter(converter, options.MaxPayloadLength);
        var sequence = new MessageSequence(_store.ReadLastMessage());
        var signals = new InstanceSignals();
        var cacheSize = options.ReplayFromScratch ? 0 : options.InstanceCacheSize;
        var settings = new ReplaySettings(payloads, loggers)
        {
            DefaultVersion = options.DefaultVersion,
            MaxTimerInterval = options.MaxTimerInterval,
            MaxHistoryEvents = options.MaxHistoryEvents,
            CancelledWaitersSwallowEvents = options.UpstreamDefects,
            ComparesPayloads = options.ReplayFromScratch,
        };
        var loader = new OrchestrationLoader(_store, catalog, settings, cacheSize);
        _activities = new ActivityRunner(catalog, payloads, _tracker, options.MaxConcurrentActivities, _logger);
        var parts = new DispatcherParts(
            _store,
            new OrchestrationRunner(_store, loader, sequence, _due, signals, time, _logger),
            new EntityRunner(_store, new EntityBatchExecutor(catalog, scopes, payloads, _logger), sequence, time, cacheSize),
            _activities,
            _due,
            sequence,
            _tracker);
        _dispatcher = new MessageDispatcher(parts, options, time, _logger);
        Client = new EmbeddedDurableTaskClient(new ClientParts(_store, _dispatcher, sequence, signals, _tracker, payloads, time), options);
    }

    public DurableTaskClient Client { get; }

    /// <summary>When the first timer, scheduled start, scheduled signal or retry is due; null if nothing waits for time.</summary>
    public DateTimeOffset? NextDue => _due.NextDue;

    /// <summary>Activities whose code runs at this moment. One that waits for the clock counts.</summary>
    public int RunningActivities => _tracker.RunningActivities;

    /// <summary>Picks up everything that waits in the store.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = _store.ReadAllMessages();
        _dispatcher.Deliver(waiting);

        // A lost wake-up costs the process's own time, so the poll runs on the system's clock even where a test moves the engine's.
        _poller = new MessagePoller(_store, _dispatcher, TimeProvider.System, _options.PollInterval, _logger)
        {
            DeliveredAtStart = waiting.Count == 0 ? 0 : waiting[^1].Seq,
        };
        return Task.CompletedTask;
    }

    /// <summary>
    /// Starts nothing more, gives running activities <see cref="DurableEngineOptions.StopGrace"/> to end and lets the steps under
    /// way commit; one that takes longer than the stop commits nothing.
    /// What was running resumes at the next start.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        _poller?.Dispose();
        _due.Dispose();
        if (!_dispatcher.IsHalted)
        {
            await _activities.StopAsync(_options.StopGrace, cancellationToken);
            await WaitBrieflyAsync(_tracker.WhenDoneAsync(PendingWork.Steps), cancellationToken);
        }

        await WaitBrieflyAsync(_dispatcher.StopAsync(), cancellationToken);
        _store.Close();
        _tracker.Halt();
    }

    /// <summary>
    /// Completes when no message, step, activity or commit is in flight and nothing is due. At once after a simulated crash or a stop.
    /// </summary>
    public Task WhenIdleAsync() => WhenDoneAsync(PendingWork.All);

    /// <summary>
    /// As <see cref="WhenIdleAsync"/>, but held activities may still run: what a test waits for before it moves the clock they wait on.
    /// </summary>
    public Task WhenQuiescentAsync() => WhenDoneAsync(PendingWork.StepsAndActivitiesNotHeld);

    /// <summary>Says that an activity now waits for something outside the engine: the clock, or a test.</summary>
    public void HoldActivity() => _tracker.BeginHold();

    /// <summary>Says that it goes on: to be called before what it waits for happens.</summary>
    public void ReleaseActivity() => _tracker.EndHold();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _activities.Dispose();
    }

    // What is not done by then is done again at the next start.
    private static async Task WaitBrieflyAsync(Task work, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(SettleTime, TimeProvider.System, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return;
        }
    }

    private async Task WhenDoneAsync(PendingWork work)
    {
        do
        {
            _due.FireDue();
            await _tracker.WhenDoneAsync(work);
        }
        while (!_dispatcher.IsHalted && !_stopped && _due.NextDue <= _time.GetUtcNow());
    }
}
