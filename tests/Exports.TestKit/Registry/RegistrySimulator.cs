namespace Exports.TestKit.Registry;

/// <summary>
/// A container registry's import API without the HTTP: records, workers, capacity, cancels that bite late, restarts. Time is the given
/// clock's; a notification is handed over at the moment at which it is due.
/// </summary>
internal sealed class RegistrySimulator : IDisposable
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(7);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedRepository> _repositories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedRepository> _busy = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string Method), int> _requests = [];
    private readonly IRegistryScript _script;
    private readonly TimeProvider _time;
    private readonly int _capacity;
    private readonly ITimer _stops;

    /// <param name="script">What it does.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="capacity">How many steps it runs at once before it answers 429.</param>
    public RegistrySimulator(IRegistryScript script, TimeProvider time, int capacity = int.MaxValue)
    {
        _script = script;
        _time = time;
        _capacity = capacity;
        _stops = time.CreateTimer(_ => Evolve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called when a notification is due. Not awaited: the registry does not wait for us.</summary>
    public Action<RegistryNotification> Notify { get; set; } = _ => { };

    /// <summary>The most steps that ran at once.</summary>
    public int MostLiveWorkers { get; private set; }

    /// <summary>Paths that ever had two workers at once.</summary>
    public IReadOnlyList<string> Doubled
    {
        get
        {
            lock (_gate) return [.. _repositories.Where(pair => pair.Value.MostWorkers > 1).Select(pair => pair.Key)];
        }
    }

    public SimulatedStatus StatusOf(string path)
    {
        lock (_gate) return Find(path).Status;
    }

    public int StartsOf(string path)
    {
        lock (_gate) return Find(path).Starts;
    }

    public int LiveWorkersOf(string path)
    {
        lock (_gate) return Find(path).LiveWorkers;
    }

    /// <summary>
    /// Whether the answer to a start may be lost without a trace in the count of retries: a run that nobody knows of and that ends badly
    /// looks, to whoever asks later, like the one before it.
    /// </summary>
    public bool MayLoseAnswerOf(string path)
    {
        lock (_gate) return Find(path).EndsWell;
    }

    public AnswerFault FaultOf(string path, string method)
    {
        lock (_gate)
        {
            var number = _requests.GetValueOrDefault((path, method));
            _requests[(path, method)] = number + 1;
            var fault = _script.AnswerOf(path, method, number);
            if (method == "DELETE" && fault is not (AnswerFault.Unauthorized or AnswerFault.Unavailable))
                Find(path.TrimEnd('/')).NoteCancel();
            return fault;
        }
    }

    public RegistryReply Start(string path, SimulatedStep step) => Act(path, repository =>
    {
        var reply = repository.Start(step, _time.GetUtcNow(), LiveWorkers >= _capacity);
        if (repository.LiveWorkers > 0)
            _busy[path] = repository;
        return reply;
    });

    public RegistryReply Ask(string path) => Act(path, repository => repository.Ask());

    public RegistryReply Cancel(string path, bool force) => Act(path, repository => repository.Cancel(force, _time.GetUtcNow()));

    /// <summary>Stops and starts: every running step is cancelled, and its cancellation is notified.</summary>
    public void Restart()
    {
        List<RegistryNotification> due = [];
        lock (_gate)
        {
            foreach (var (path, repository) in _busy)
            {
                if (repository.Restart() is { } status)
                    due.Add(new(path, SimulatedStatusName.Of(status)));
            }

            _busy.Clear();
        }

        due.ForEach(Notify);
    }

    public void Dispose() => _stops.Dispose();

    private int LiveWorkers => _busy.Values.Sum(repository => repository.LiveWorkers);

    private RegistryReply Act(string path, Func<SimulatedRepository, RegistryReply> act)
    {
        Evolve();
        RegistryReply reply;
        lock (_gate)
        {
            var repository = Find(path);
            reply = act(repository);
            MostLiveWorkers = Math.Max(MostLiveWorkers, LiveWorkers);
        }

        SetTimer();
        return reply;
    }

    private SimulatedRepository Find(string path)
    {
        if (!_repositories.TryGetValue(path, out var repository))
            _repositories[path] = repository = new(path, _script);
        return repository;
    }

    private void Evolve()
    {
        List<(RegistryNotification Notification, NotificationFault Fault)> due = [];
        lock (_gate)
        {
            foreach (var (path, repository) in _busy.ToArray())
            {
                due.AddRange(repository.Evolve(_time.GetUtcNow())
                    .Select(end => (new RegistryNotification(path, SimulatedStatusName.Of(end.Status)), end.Fault)));
                if (repository.LiveWorkers == 0)
                    _busy.Remove(path);
            }
        }

        due.ForEach(end => Deliver(end.Notification, end.Fault));
        SetTimer();
    }

    private void Deliver(RegistryNotification notification, NotificationFault fault)
    {
        if (fault is NotificationFault.None or NotificationFault.Duplicated)
            Notify(notification);
        if (fault is NotificationFault.Duplicated)
            Notify(notification);
        if (fault is NotificationFault.Late)
            NotifyLate(notification);
    }

    private void NotifyLate(RegistryNotification notification)
    {
        ITimer? timer = null;
        timer = _time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                Notify(notification);
            },
            null,
            Lateness,
            Timeout.InfiniteTimeSpan);
    }

    private void SetTimer()
    {
        lock (_gate)
        {
            var next = _busy.Values.Select(repository => repository.NextStop).Min();
            var wait = next is { } at ? TimeSpan.FromTicks(Math.Max(0, (at - _time.GetUtcNow()).Ticks)) : Timeout.InfiniteTimeSpan;
            _stops.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }
}
