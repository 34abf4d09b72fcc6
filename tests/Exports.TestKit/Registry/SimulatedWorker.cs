namespace Exports.TestKit.Registry;

/// <summary>The registry's worker on one step: it may live on for a while after its record says cancelled.</summary>
internal sealed class SimulatedWorker(SimulatedStep step, int number, StepScript script, DateTimeOffset startedAt)
{
    public SimulatedStep Step { get; } = step;

    public int Number { get; } = number;

    public StepScript Script { get; } = script;

    /// <summary>When it notices that it was cancelled; null while it was not.</summary>
    public DateTimeOffset? BitesAt { get; private set; }

    /// <summary>
    /// Whether a client asked for its cancel, be it in a request that was lost. Should it be cancelled then, for whatever reason, the client
    /// has to take that for its own doing.
    /// </summary>
    public bool IsUnwanted { get; private set; }

    private DateTimeOffset OwnEnd => Script.End == StepEnd.Hang ? DateTimeOffset.MaxValue : startedAt + Script.Duration;

    /// <summary>When it stops, one way or the other.</summary>
    public DateTimeOffset StopsAt => BitesAt < OwnEnd ? BitesAt.Value : OwnEnd;

    /// <summary>Whether it comes to its own end, be it after a cancel that it did not notice in time.</summary>
    public bool EndsByItself => BitesAt is not { } bites || OwnEnd <= bites;

    public void NoteCancel() => IsUnwanted = true;

    public void Cancel(DateTimeOffset now)
    {
        NoteCancel();
        BitesAt ??= now + Script.CancelBite;
    }
}
