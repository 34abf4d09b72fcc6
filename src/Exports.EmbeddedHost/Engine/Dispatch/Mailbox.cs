namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>What waits for one orchestration or entity, and whether somebody is at work on it: at most one at a time.</summary>
internal sealed class Mailbox(string target)
{
    private readonly Lock _lock = new();
    private List<Delivery> _waiting = [];
    private IReadOnlyList<Delivery> _held = [];
    private bool _active;
    private bool _retired;

    public string Target => target;

    /// <summary>Steps that failed one after the other.</summary>
    public int Failures { get; set; }

    /// <summary>Adds a message.</summary>
    /// <returns>Whether the caller must set the mailbox to work; null if the mailbox is retired and another must be used.</returns>
    public bool? Add(Delivery delivery)
    {
        lock (_lock)
        {
            if (_retired)
            {
                return null;
            }

            _waiting.Add(delivery);
            return Activate();
        }
    }

    /// <summary>
    /// Takes what earlier steps held back and up to <paramref name="max"/> new messages, in order of number. What is held does not count:
    /// the message that sets it free may come behind any number of them.
    /// </summary>
    public IReadOnlyList<Delivery> Take(int max)
    {
        lock (_lock)
        {
            Sort(_waiting);
            var taken = _waiting.Count <= max ? _waiting : _waiting.GetRange(0, max);
            _waiting = _waiting.Count <= max ? [] : _waiting.GetRange(max, _waiting.Count - max);
            if (_held.Count > 0)
            {
                taken.AddRange(_held);
                Sort(taken);
                _held = [];
            }

            return taken;
        }
    }

    /// <summary>Ends a step and puts back what it could not use yet.</summary>
    /// <returns>True if there is more to do at once: the mailbox stays at work.</returns>
    public bool Finish(IReadOnlyList<Delivery> held)
    {
        lock (_lock)
        {
            _held = held;
            _active = _waiting.Count > 0;
            return _active;
        }
    }

    /// <summary>Puts a failed step's messages back, unverified, and stays at work: a retry follows.</summary>
    public void PutBack(IReadOnlyList<Delivery> batch)
    {
        lock (_lock)
        {
            _waiting.AddRange(batch.Select(delivery => delivery with { IsVerified = false }));
        }
    }

    /// <summary>Closes the mailbox if it is empty and nobody is at work.</summary>
    public bool TryRetire()
    {
        lock (_lock)
        {
            _retired = !_active && _waiting.Count == 0 && _held.Count == 0;
            return _retired;
        }
    }

    private static void Sort(List<Delivery> deliveries) => deliveries.Sort((left, right) => left.Message.Seq.CompareTo(right.Message.Seq));

    private bool Activate()
    {
        var starts = !_active;
        _active = true;
        return starts;
    }
}
