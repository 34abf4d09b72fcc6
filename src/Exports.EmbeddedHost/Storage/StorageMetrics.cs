using System.Collections.Concurrent;

namespace Exports.EmbeddedHost.Storage;

/// <summary>What the stores were asked to do, counted as Azure bills and scans: readable by tests and benchmarks.</summary>
internal sealed class StorageMetrics
{
    private readonly ConcurrentDictionary<string, OperationCounter> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, OperationCounter> _containers = new(StringComparer.Ordinal);

    /// <summary>The counters of one table; its name's case does not matter.</summary>
    public OperationCounter Table(string name) => _tables.GetOrAdd(name, _ => new OperationCounter());

    /// <summary>The counters of one blob container.</summary>
    public OperationCounter Container(string name) => _containers.GetOrAdd(name, _ => new OperationCounter());
}
