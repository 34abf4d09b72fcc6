namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Messages that are not due yet, and the one timer that wakes the engine for the first of them.</summary>
internal sealed class DueQueue : IDisposable
{
    // A timer counts the time that the machine was awake, and due times are the clock's: after a sleep, or when the clock is set, the two
    // part. So the clock is looked at from time to time.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<(DateTimeOffset Due, long Order), (string Target, Action Fire, Message? Message)> _entries = [];
    private readonly Dictionary<string, List<(DateTimeOffset Due, long Order)>> _byTarget = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly WorkTracker _tracker;
    private readonly ITimer _timer;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private bool _disposed;

    public DueQueue(TimeProvider time, WorkTracker tracker)
    {
        _time = time;
        _tracker = tracker;
        _timer = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When the first entry is due; null if there is none.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count == 0 ? null : _entries.First().Key.Due;
            }
        }
    }

    /// <summary>Calls <paramref name="fire"/> once the time has come, unless the entry is withdrawn before.</summary>
    public void Add(Message message, Action fire) => Add(message.Due!.Value, message.Seq, (message.Target, fire, message));

    /// <summary>As above, for what is no message: a retry.</summary>
    public void Add(DateTimeOffset due, long order, string target, Action fire) => Add(due, order, (target, fire, null));

    /// <summary>The waiting messages of a target that <paramref name="match"/> accepts.</summary>
    public IReadOnlyList<Message> Find(string target, Func<Message, bool> match)
    {
        lock (_lock)
        {
            return _byTarget.TryGetValue(target, out var keys)
                ? [.. keys.Select(key => _entries[key].Message).OfType<Message>().Where(match)]
                : [];
        }
    }

    public void Withdraw(IEnumerable<Message> messages)
    {
        lock (_lock)
        {
            foreach (var message in messages)
            {
                Remove((message.Due!.Value, message.Seq));
            }
        }
    }

    /// <summary>Fires everything that is due now.</summary>
    public void FireDue()
    {
        while (TakeDue() is { } fire)
        {
            fire();
            _tracker.EndStep();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _entries.Clear();
            _byTarget.Clear();
        }

        _timer.Dispose();
    }

    private void Add(DateTimeOffset due, long order, (string Target, Action Fire, Message? Message) entry)
    {
        lock (_lock)
        {
            if (_disposed || !_entries.TryAdd((due, order), entry))
            {
                return;
            }

            if (!_byTarget.TryGetValue(entry.Target, out var keys))
            {
                _byTarget.Add(entry.Target, keys = []);
            }

            keys.Add((due, order));
            Arm(due);
        }
    }

    private Action? TakeDue()
    {
        lock (_lock)
        {
            _armedFor = DateTimeOffset.MaxValue;
            if (_disposed || _entries.Count == 0)
            {
                return null;
            }

            var (key, entry) = _entries.First();
            if (key.Due > _time.GetUtcNow())
            {
                Arm(key.Due);
                return null;
            }

            // Counted before it leaves the queue, so that it is always seen in one of the two.
            _tracker.BeginStep();
            Remove(key);
            return entry.Fire;
        }
    }

    private void Remove((DateTimeOffset Due, long Order) key)
    {
        if (!_entries.Remove(key, out var entry))
        {
            return;
        }

        var keys = _byTarget[entry.Target];
        keys.Remove(key);
        if (keys.Count == 0)
        {
            _byTarget.Remove(entry.Target);
        }
    }

    private void Arm(DateTimeOffset due)
    {
        if (due >= _armedFor)
        {
            return;
        }

        _armedFor = due;
        var wait = due - _time.GetUtcNow();
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestSleep ? wait : LongestSleep, Timeout.InfiniteTimeSpan);
    }
}
