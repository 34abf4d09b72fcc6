using System.Diagnostics.CodeAnalysis;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Keeps the most recently used values. A value that is taken is out of the cache until it is put back.</summary>
internal sealed class BoundedCache<TValue>(int capacity)
    where TValue : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, TValue Value)>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, TValue Value)> _byUse = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _nodes.Count;
            }
        }
    }

    public bool TryTake(string key, [NotNullWhen(true)] out TValue? value)
    {
        lock (_lock)
        {
            value = null;
            if (!_nodes.Remove(key, out var node))
            {
                return false;
            }

            _byUse.Remove(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Puts a value in as the most recently used; the least recently used leaves if there is no room.</summary>
    public void Put(string key, TValue value)
    {
        lock (_lock)
        {
            if (capacity == 0)
            {
                return;
            }

            if (_nodes.Remove(key, out var old))
            {
                _byUse.Remove(old);
            }

            _nodes.Add(key, _byUse.AddFirst((key, value)));
            if (_nodes.Count > capacity)
            {
                _nodes.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }
        }
    }
}
