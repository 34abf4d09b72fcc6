namespace Exports.TestKit.Registry;

/// <summary>One repository of the simulated registry: its record, and the workers that are on it.</summary>
internal sealed class SimulatedRepository(string path, IRegistryScript script)
{
    private static readonly TimeSpan NotReadyTime = TimeSpan.FromSeconds(5);

    private readonly RepositoryKind _kind = script.KindOf(path);
    private readonly List<SimulatedWorker> _workers = [];
    private readonly Dictionary<SimulatedStep, int> _ended = new() { [SimulatedStep.Pre] = 0, [SimulatedStep.Final] = 0 };
    private readonly List<SimulatedWorker> _interrupted = [];
    private DateTimeOffset _cancelledAt = DateTimeOffset.MinValue;

    public SimulatedStatus Status { get; private set; } =
        script.KindOf(path) == RepositoryKind.Native ? SimulatedStatus.Native : SimulatedStatus.Untouched;

    /// <summary>Workers that write at this moment; more than one is what must never happen.</summary>
    public int LiveWorkers => _workers.Count;

    /// <summary>The most workers there ever were at once.</summary>
    public int MostWorkers { get; private set; }

    /// <summary>How often a step began.</summary>
    public int Starts { get; private set; }

    /// <summary>Whether what runs now will end well by itself.</summary>
    public bool EndsWell => _workers.TrueForAll(worker => worker.Script.End == StepEnd.Complete);

    /// <summary>When the next worker stops; null when none will by itself.</summary>
    public DateTimeOffset? NextStop => _workers.Select(worker => worker.StopsAt)
        .Where(at => at < DateTimeOffset.MaxValue).Order().Cast<DateTimeOffset?>().FirstOrDefault();

    private bool IsGone => _kind switch
    {
        RepositoryKind.Unknown => true,
        RepositoryKind.Vanishing => Starts > 0,
        _ => false,
    };

    /// <summary>Lets every worker that should have stopped by now stop.</summary>
    /// <returns>The ends that the registry notifies of.</returns>
    public IEnumerable<(SimulatedStatus Status, NotificationFault Fault)> Evolve(DateTimeOffset now)
    {
        if (IsGone)
            _workers.Clear();
        foreach (var worker in _workers.Where(worker => worker.StopsAt <= now).OrderBy(worker => worker.StopsAt).ToArray())
        {
            _workers.Remove(worker);
            Close(worker);
            if (!worker.EndsByItself)
                continue;
            // A late one overwrites whatever the record says by now, as the original did.
            Status = EndOf(worker);
            yield return (Status, worker.Script.Notification);
        }
    }

    public RegistryReply Start(SimulatedStep step, DateTimeOffset now, bool isBusy)
    {
        if (IsGone)
            return new(404);
        if (Refusal(step, now) is { } refusal)
            return refusal;
        if (isBusy)
            return new(429, Error: "IMPORT_RATE_LIMIT", RetryAfter: script.RetryAfterOf(path));

        Starts++;
        _interrupted.Clear();
        _workers.Add(new(step, _ended[step], script.StepOf(path, step, _ended[step]), now));
        MostWorkers = Math.Max(MostWorkers, _workers.Count);
        Status = step == SimulatedStep.Pre ? SimulatedStatus.PreImportInProgress : SimulatedStatus.ImportInProgress;
        return new(202);
    }

    public RegistryReply Ask() =>
        IsGone || Status == SimulatedStatus.Untouched ? new(404) : new(200, SimulatedStatusName.Of(Status));

    public RegistryReply Cancel(bool force, DateTimeOffset now)
    {
        if (IsGone || Status == SimulatedStatus.Untouched)
            return new(404);
        var isInProgress = Status is SimulatedStatus.PreImportInProgress or SimulatedStatus.ImportInProgress;
        if (Status == SimulatedStatus.Native || (!isInProgress && !force))
            return new(400, SimulatedStatusName.Of(Status));

        foreach (var worker in _workers)
            worker.Cancel(now);
        Status = Status is SimulatedStatus.PreImportInProgress or SimulatedStatus.PreImportComplete or SimulatedStatus.PreImportFailed
            ? SimulatedStatus.PreImportCanceled
            : SimulatedStatus.ImportCanceled;
        _cancelledAt = now;
        return new(202);
    }

    /// <summary>A client asks for a cancel: its request has come as far as the registry, whatever becomes of it there.</summary>
    public void NoteCancel()
    {
        _workers.ForEach(worker => worker.NoteCancel());
        _interrupted.ForEach(Close);
        _interrupted.Clear();
    }

    /// <summary>
    /// The registry stops and starts again: what ran is cancelled at once, and will be run again as if it had not been, unless a client
    /// takes that for its own cancel.
    /// </summary>
    /// <returns>The status to notify of; null when nothing ran.</returns>
    public SimulatedStatus? Restart()
    {
        _workers.Where(worker => worker.IsUnwanted).ToList().ForEach(Close);
        _interrupted.AddRange(_workers.Where(worker => !worker.IsUnwanted));
        _workers.Clear();
        if (Status is not (SimulatedStatus.PreImportInProgress or SimulatedStatus.ImportInProgress))
            return null;
        Status = Status == SimulatedStatus.PreImportInProgress ? SimulatedStatus.PreImportCanceled : SimulatedStatus.ImportCanceled;
        return Status;
    }

    /// <summary>It has come to its end: the next run of the step has the next number.</summary>
    private void Close(SimulatedWorker worker) => _ended[worker.Step] = Math.Max(_ended[worker.Step], worker.Number + 1);

    private RegistryReply? Refusal(SimulatedStep step, DateTimeOffset now) => Status switch
    {
        SimulatedStatus.Native or SimulatedStatus.ImportComplete => new(200),
        SimulatedStatus.ImportInProgress => new(409),
        SimulatedStatus.PreImportInProgress => new(425),
        SimulatedStatus.PreImportCanceled when step == SimulatedStep.Pre && now - _cancelledAt < NotReadyTime =>
            new(429, Error: "IMPORT_REPOSITORY_NOT_READY"),
        SimulatedStatus.Untouched or SimulatedStatus.PreImportFailed or SimulatedStatus.PreImportCanceled when step == SimulatedStep.Final =>
            new(424),
        _ => null,
    };

    private static SimulatedStatus EndOf(SimulatedWorker worker) => (worker.Step, worker.Script.End) switch
    {
        (SimulatedStep.Pre, StepEnd.Complete) => SimulatedStatus.PreImportComplete,
        (SimulatedStep.Pre, _) => SimulatedStatus.PreImportFailed,
        (_, StepEnd.Complete) => SimulatedStatus.ImportComplete,
        _ => SimulatedStatus.ImportFailed,
    };
}
