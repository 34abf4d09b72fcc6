using Exports.Functions.RegistryImports.Messages;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>What an answer of the registry means: the events for the row, in this order, and the move that follows.</summary>
/// <param name="Next">The next move.</param>
/// <param name="Event">What happened to the repository; null when nothing did.</param>
internal sealed record Verdict(Move Next, RepositoryEvent? Event = null)
{
    /// <summary>Set with a skip, and where a finished import needed no move.</summary>
    public SkipReason? Reason { get; init; }

    /// <summary>An abort that uses up a retry.</summary>
    public bool Counted { get; init; }

    /// <summary>The answer for people, kept in the history.</summary>
    public string Sentence { get; init; } = string.Empty;

    /// <summary>The registry did not take our cancel: should the step end as cancelled, it is not by us.</summary>
    public bool CancelRefused { get; init; }

    /// <summary>
    /// The registry took an order. The row keeps the turn although nothing else in it changes, so that a run of the same activity that
    /// comes late does not give the order again.
    /// </summary>
    public bool IsKept { get; init; }

    /// <summary>
    /// The registry took the start: the step's time counts from here. Before, it may have been busy for longer than a step may take.
    /// </summary>
    public bool HasBegun { get; init; }

    /// <summary>The registry gave no usable answer: kept in the row as trouble until it gives one.</summary>
    public bool IsTrouble { get; init; }

    /// <summary>The same, knowing how often the attempt has changed its course already.</summary>
    public Verdict After(Move asked, int detours = 0) => this with { Next = Next with { Detours = asked.Detours + detours } };
}
