using Azure;

namespace Exports.Functions.RegistryImports.Control;

/// <summary>
/// The one row that starts are coordinated by. It is changed under its ETag only: there is nothing here that a dead process could hold.
/// Each method is a pure decision about the next version.
/// </summary>
internal sealed record ImportControl
{
    public static readonly ImportControl Initial = new();

    /// <summary>Who is active, or about to be; at most 40.</summary>
    public IReadOnlyList<SlotHolder> Slots { get; init; } = [];

    /// <summary>When a step of any repository last came to its end.</summary>
    public DateTimeOffset? LastStepFinishedAt { get; init; }

    public Breaker Breaker { get; init; } = Breaker.Closed;

    /// <summary>Set while new starts are paused.</summary>
    public PauseNote? Paused { get; init; }

    /// <summary>How the latest pause ended; null before the first one and while there is one.</summary>
    public ResumeNote? Resumed { get; init; }

    public ETag ETag { get; init; }

    public bool Holds(string hash, int attempt) => Slots.Any(slot => slot.Hash == hash && slot.Attempt == attempt);

    public bool Holds(string hash) => Slots.Any(slot => slot.Hash == hash);

    public ImportControl Pause(PauseNote note) => this with { Paused = note, Resumed = null };

    /// <returns>This without the pause; itself when there is none.</returns>
    public ImportControl Resume(ResumeNote note) => Paused is null ? this : this with { Paused = null, Resumed = note };

    /// <returns>This, with a slot for the attempt; itself when it has one; null when another attempt at the repository holds one.</returns>
    public ImportControl? Take(string hash, int attempt, DateTimeOffset now)
    {
        if (Slots.FirstOrDefault(slot => slot.Hash == hash) is { } held)
            return held.Attempt == attempt ? this : null;
        return this with { Slots = [.. Slots, new(hash, attempt, now)], Breaker = Breaker.Started(hash) };
    }

    /// <summary>Takes a slot back whose attempt never began: nothing was finished, and nothing is judged.</summary>
    public ImportControl GiveBack(string hash, int attempt, DateTimeOffset now) =>
        Release(hash, attempt, failed: null, now) with { LastStepFinishedAt = LastStepFinishedAt };

    /// <summary>Frees the attempt's slot. Freeing one that is not held changes nothing, so its outcome is not judged twice.</summary>
    /// <param name="hash">The repository.</param>
    /// <param name="attempt">The attempt that ended.</param>
    /// <param name="failed">How it is judged; null when it says nothing about the registry's health.</param>
    /// <param name="now">The time.</param>
    public ImportControl Release(string hash, int attempt, bool? failed, DateTimeOffset now) => Holds(hash, attempt)
        ? this with
        {
            Slots = [.. Slots.Where(slot => slot.Hash != hash)],
            LastStepFinishedAt = now,
            Breaker = Breaker.Ended(hash, failed, now),
        }
        : this;
}
