using Azure;
using Exports.EmbeddedHost.Engine.Faults;

namespace Exports.TestKit.Faults;

/// <summary>
/// Stands at every commit of one host: counts them, and crashes the host or lets a write time out where a test says so. After a crash
/// every later commit is refused. Commits are numbered from 1; a plan that is to hit a given number needs a host with one
/// unit per commit, and a new host needs a new plan.
/// </summary>
internal sealed class CrashPlan : ICommitObserver
{
    private readonly Lock _gate = new();
    private readonly List<CommitPoint> _committed = [];
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _crashBefore;
    private readonly int _crashAfter;
    private readonly int _timeOutWrite;
    private int _begun;
    private int _writes;
    private bool _dead;
    private bool _disarmed;

    private CrashPlan(int crashBefore = 0, int crashAfter = 0, int timeOutWrite = 0)
    {
        _crashBefore = crashBefore;
        _crashAfter = crashAfter;
        _timeOutWrite = timeOutWrite;
    }

    /// <summary>Completes when the host has crashed.</summary>
    public Task Crashed => _crashed.Task;

    /// <summary>Called with each commit once it is durable, on the writer's thread.</summary>
    public Action<CommitPoint>? OnCommit { get; set; }

    /// <summary>What has become durable so far, in order.</summary>
    public IReadOnlyList<CommitPoint> Commits
    {
        get
        {
            lock (_gate) return [.. _committed];
        }
    }

    /// <summary>Table and blob writes so far.</summary>
    public int StorageWrites
    {
        get
        {
            lock (_gate) return _writes;
        }
    }

    /// <summary>Only counts, until <see cref="Crash"/> is called.</summary>
    public static CrashPlan None() => new();

    /// <summary>Commit <paramref name="number"/> is lost with the process.</summary>
    public static CrashPlan BeforeCommit(int number) => new(crashBefore: number);

    /// <summary>Commit <paramref name="number"/> is durable; the process dies before it learns so.</summary>
    public static CrashPlan AfterCommit(int number) => new(crashAfter: number);

    /// <summary>Table or blob write <paramref name="number"/> is applied and reported to its caller as a server timeout.</summary>
    public static CrashPlan TimeOutWrite(int number) => new(timeOutWrite: number);

    /// <summary>The process dies now.</summary>
    public void Crash()
    {
        lock (_gate) _dead = true;
        _crashed.TrySetResult();
    }

    /// <summary>
    /// A fault that has not come by now never comes: the run offered fewer commits than the one that was counted, and what follows is not
    /// to be hit in its place.
    /// </summary>
    public void Disarm()
    {
        lock (_gate) _disarmed = true;
    }

    public void Committing(CommitPoint point)
    {
        lock (_gate)
        {
            if (_dead) throw new SimulatedCrashException($"{point} comes after the crash.");
            if (++_begun != _crashBefore || _disarmed) return;
        }

        Crash();
        throw new SimulatedCrashException($"Crash just before commit {_crashBefore}, {point}.");
    }

    public void Committed(CommitPoint point)
    {
        OnCommit?.Invoke(point);
        lock (_gate)
        {
            _committed.Add(point);
            if (point.Source is CommitSource.Table or CommitSource.Blob && ++_writes == _timeOutWrite && !_disarmed)
                throw new RequestFailedException(500, $"The operation timed out after it was applied: {point}.", "OperationTimedOut", null);
            if (_committed.Count != _crashAfter || _disarmed) return;
        }

        Crash();
        throw new SimulatedCrashException($"Crash just after commit {_crashAfter}, {point}.");
    }
}
