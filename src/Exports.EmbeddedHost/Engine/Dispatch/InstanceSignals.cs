using System.Collections.Concurrent;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Wakes clients that wait for an instance when its row has changed.</summary>
internal sealed class InstanceSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new(StringComparer.Ordinal);

    /// <summary>Completes at the next change. Ask before reading the row, so that no change falls between.</summary>
    public Task NextChangeOf(string instanceId) =>
        _signals.GetOrAdd(instanceId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string instanceId)
    {
        if (_signals.TryRemove(instanceId, out var signal))
        {
            signal.SetResult();
        }
    }
}
