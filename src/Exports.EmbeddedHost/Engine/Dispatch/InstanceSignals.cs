using System.Collections.Concurrent;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Wakes clients that wait for an instance. Ask for a signal before reading the row, so that no change falls between.</summary>
internal sealed class InstanceSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _changes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _ends = new(StringComparer.Ordinal);

    /// <summary>Signals that somebody asked for and that have not come.</summary>
    public int Count => _changes.Count + _ends.Count;

    /// <summary>Completes when the instance's row changes.</summary>
    public Task NextChangeOf(string instanceId) => Signal(_changes, instanceId);

    /// <summary>Completes when the instance has finished or is gone.</summary>
    public Task EndOf(string instanceId) => Signal(_ends, instanceId);

    public void Changed(string instanceId, bool isFinished)
    {
        Complete(_changes, instanceId);
        if (isFinished)
        {
            Complete(_ends, instanceId);
        }
    }

    private static Task Signal(ConcurrentDictionary<string, TaskCompletionSource> signals, string instanceId) =>
        signals.GetOrAdd(instanceId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private static void Complete(ConcurrentDictionary<string, TaskCompletionSource> signals, string instanceId)
    {
        if (signals.TryRemove(instanceId, out var signal))
        {
            signal.SetResult();
        }
    }
}
