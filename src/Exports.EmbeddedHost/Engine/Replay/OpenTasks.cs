using System.Diagnostics.CodeAnalysis;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>The actions that wait for an answer, by number.</summary>
internal sealed class OpenTasks
{
    private readonly Dictionary<int, OpenTask> _tasks = [];
    private int _keepingRunning;

    /// <summary>True while something open keeps the instance Running although its function has returned (rule R8).</summary>
    public bool KeepRunning => _keepingRunning > 0;

    public bool Any => _tasks.Count > 0;

    public IEnumerable<string> ChildInstanceIds => _tasks.Values.Select(task => task.ChildInstanceId).OfType<string>();

    public void Add(OpenTask task)
    {
        _tasks.Add(task.Id, task);
        _keepingRunning += task.KeepsRunning ? 1 : 0;
    }

    /// <summary>False for an answer that was given before, or to a task that was cancelled: it is ignored (rules R7, T4).</summary>
    public bool TryRemove(int id, [NotNullWhen(true)] out OpenTask? task)
    {
        if (!_tasks.Remove(id, out task))
        {
            return false;
        }

        _keepingRunning -= task.KeepsRunning ? 1 : 0;
        return true;
    }
}
