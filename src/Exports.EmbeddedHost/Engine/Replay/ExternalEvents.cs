using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>
/// Waiters and buffered events per name, ignoring case: the newest waiter gets the next event, events without a waiter are kept
/// oldest first (rules E1 to E5).
/// </summary>
/// <param name="thread">The only thread that may come here.</param>
/// <param name="converter">Reads payloads.</param>
/// <param name="swallowForCancelled">Upstream's defect before 1.26: a cancelled waiter keeps its place and eats an event (rule E5).</param>
internal sealed class ExternalEvents(OrchestratorThread thread, PayloadConverter converter, bool swallowForCancelled)
{
    private readonly Dictionary<string, List<EventWaiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> _buffer = [];
    private List<EventRaised>? _carried;

    public bool HasWaiters => _waiters.Count > 0;

    public Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        var waiter = new EventWaiter<T>();
        Push(name, waiter);
        if (TryTakeBuffered(name, out var buffered))
        {
            Raise(buffered);
        }

        cancellationToken.Register(() => Cancel(name, waiter, cancellationToken));
        return waiter.Task;
    }

    public void Raise(EventRaised raised)
    {
        if (_carried is not null)
        {
            _carried.Add(raised);
        }
        else if (_waiters.TryGetValue(raised.Name, out var stack))
        {
            var newest = stack[^1];
            Remove(raised.Name, newest);
            newest.Complete(raised.Payload, converter);
        }
        else
        {
            _buffer.Add(raised);
        }
    }

    /// <summary>
    /// From now on unused events belong to the next generation, and so do those that are still to come: a waiter that is left behind would
    /// take them into nowhere (rule C3).
    /// </summary>
    public void CarryOver()
    {
        _carried = [.. _carried ?? [], .. _buffer];
        _buffer.Clear();
    }

    /// <summary>What the next generation receives, oldest first; empty unless <see cref="CarryOver"/> was called.</summary>
    public IReadOnlyList<EventRaised> Carried => _carried ?? [];

    public void StopCarrying() => _carried = null;

    private void Push(string name, EventWaiter waiter)
    {
        if (!_waiters.TryGetValue(name, out var stack))
        {
            _waiters.Add(name, [waiter]);
            return;
        }

        if (stack[^1].PayloadType != waiter.PayloadType)
        {
            throw new ArgumentException(
                $"Event '{name}' is already awaited as {stack[^1].PayloadType}; it cannot be awaited as {waiter.PayloadType} too.");
        }

        stack.Add(waiter);
    }

    private void Cancel<T>(string name, EventWaiter<T> waiter, CancellationToken token)
    {
        if (!thread.IsCurrent)
        {
            thread.RefuseEntry();
            return;
        }

        if (!swallowForCancelled)
        {
            Remove(name, waiter);
        }

        waiter.Cancel(token);
    }

    private void Remove(string name, EventWaiter waiter)
    {
        if (_waiters.TryGetValue(name, out var stack) && stack.Remove(waiter) && stack.Count == 0)
        {
            _waiters.Remove(name);
        }
    }

    private bool TryTakeBuffered(string name, out EventRaised raised)
    {
        var index = _buffer.FindIndex(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
        raised = index < 0 ? null! : _buffer[index];
        if (index >= 0)
        {
            _buffer.RemoveAt(index);
        }

        return index >= 0;
    }
}
