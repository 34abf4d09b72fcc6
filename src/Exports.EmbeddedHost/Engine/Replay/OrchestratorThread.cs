namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>
/// The single logical thread of one orchestrator: whatever it awaits continues here, in order, and only while the engine runs it.
/// It is a scheduler too, so that ContinueWith and StartNew stay on it.
/// </summary>
internal sealed class OrchestratorThread : TaskScheduler
{
    private readonly Queue<Action> _ready = new();
    private readonly OrchestratorSynchronizationContext _context;
    private volatile int _owner;

    public OrchestratorThread()
    {
        _context = new OrchestratorSynchronizationContext(this);
    }

    /// <summary>True on the thread that runs the orchestrator, while it runs it (rule R6).</summary>
    public bool IsCurrent => Environment.CurrentManagedThreadId == _owner;

    /// <summary>True once a continuation came from outside: the code awaited something that no replay can repeat.</summary>
    public bool WasEnteredFromOutside { get; private set; }

    /// <summary>Runs <paramref name="work"/> as this thread. What it throws reaches the caller.</summary>
    public void Run(Action work)
    {
        var previous = SynchronizationContext.Current;
        _owner = Environment.CurrentManagedThreadId;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            var task = new Task(work);
            task.RunSynchronously(this);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
            _owner = 0;
        }
    }

    /// <summary>Continues everything that is ready, and what becomes ready by that.</summary>
    public void Drain()
    {
        while (_ready.TryDequeue(out var action))
        {
            action();
        }
    }

    public void Post(Action action)
    {
        if (IsCurrent)
        {
            _ready.Enqueue(action);
        }
        else
        {
            RefuseEntry();
        }
    }

    /// <summary>
    /// Notes that something came from outside and drops it: running it would make the outcome depend on when it came. The executor
    /// turns the note into a failure.
    /// </summary>
    public void RefuseEntry() => WasEnteredFromOutside = true;

    protected override void QueueTask(Task task) => Post(() => TryExecuteTask(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsCurrent && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
